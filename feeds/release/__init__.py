"""What we publish: the registry as a signed TUF repository, and the check of it that a client would make.

Rules
- A Release is made of values (`snapshot`) and of bytes (`names_file`, `json_files`); one input gives one output.
- Private keys are held by `keys` and by nothing else.
- The folder is the truth about what is out. A Release is out when its timestamp is in place; the timestamp is moved
  last, after the new files were verified as a client would.
"""
