"""Fewer bytes for a picture: the same PNG with at most 256 colours. A page with a gradient becomes a third as large."""

import base64
import struct
import zlib
from typing import Final

from playwright.sync_api import BrowserContext

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"

# Each next colour of the palette is the one whose absence would cost most: how often it occurs, times how far it is
# from the colours chosen before it. The commonest alone would leave out a small green dot on a page of many greys.
REDUCE: Final = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  const colour = (i) => (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
  const counts = new Map();
  for (let i = 0; i < pixels.length; i += 4) counts.set(colour(i), (counts.get(colour(i)) ?? 0) + 1);
  const away = (a, b) => [16, 8, 0].reduce((sum, bits) => sum + (((a >> bits) & 255) - ((b >> bits) & 255)) ** 2, 0);
  const rest = [...counts].map(([rgb, count]) => ({ rgb, count, far: Infinity }));
  const palette = [];
  while (palette.length < Math.min(256, rest.length)) {
    const next = rest.reduce((best, one) => (one.count * one.far > best.count * best.far ? one : best));
    palette.push(next.rgb);
    for (const one of rest) one.far = Math.min(one.far, away(one.rgb, next.rgb));
  }
  const nearest = (rgb) => palette.reduce((best, one, i) => (away(one, rgb) < away(palette[best], rgb) ? i : best), 0);
  const index = new Map([...counts.keys()].map((rgb) => [rgb, nearest(rgb)]));
  const indices = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < indices.length; i += 1) indices[i] = index.get(colour(4 * i));
  const reader = new FileReader();
  const read = new Promise((done) => (reader.onload = done));
  reader.readAsDataURL(new Blob([indices]));
  await read;
  return { width: image.width, palette, indices: reader.result.split(",")[1] };
}"""


def reduced(context: BrowserContext, png: bytes) -> bytes:
    """The picture with at most 256 colours; the browser reads its pixels."""
    page = context.new_page()
    found = page.evaluate(REDUCE, base64.b64encode(png).decode())
    page.close()
    indices = base64.b64decode(found["indices"])
    width = found["width"]
    rows = b"".join(b"\0" + indices[start : start + width] for start in range(0, len(indices), width))
    header = struct.pack(">IIBBBBB", width, len(indices) // width, 8, 3, 0, 0, 0)
    colours = b"".join(rgb.to_bytes(3, "big") for rgb in found["palette"])
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
