"""A small internet on loopback: DNS, HTTP, HTTPS and the network between, told by a world file whose days pass.

Everything runs in one process of an ordinary user. A program reaches it unmodified, by its settings:
see `Internet.environment` in `running.py`. How to write a world: `worlds/README.md`.
"""
