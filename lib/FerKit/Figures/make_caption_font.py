"""Draws caption-font.bin from DejaVu Sans, at two sizes.

The glyphs are pictures of DejaVu Sans 2.37, made from Bitstream Vera: Copyright (c) 2003 by Bitstream, Inc. All
Rights Reserved; changes are in the public domain. Its licence allows use, copies, changes and inclusion in larger
programs (https://dejavu-fonts.github.io/License.html).

Format, DEFLATE-compressed: for each face: height, ascent (bytes), number of glyphs (16 bits, little-endian); for
each glyph: code point (16 bits), advance, left (signed), width (bytes), then height x width coverage bytes.
"""
import pathlib
import struct
import zlib

from PIL import Image, ImageDraw, ImageFont

FOLDER = pathlib.Path("/usr/share/fonts/truetype/dejavu")
CHARACTERS = [chr(c) for c in range(32, 127)] + [chr(c) for c in range(161, 256) if c != 173] + list("–—…×•→←↑↓≤≥≈✓✗")


def face(file, size):
    font = ImageFont.truetype(str(FOLDER / file), size)
    ascent, descent = font.getmetrics()
    height = ascent + descent
    characters = sorted(set(CHARACTERS))
    out = struct.pack("<BBH", height, ascent, len(characters))
    for character in characters:
        left, _, right, _ = font.getbbox(character, anchor="ls")
        width = max(0, right - left)
        picture = Image.new("L", (max(1, width), height))
        ImageDraw.Draw(picture).text((-left, ascent), character, font=font, fill=255, anchor="ls")
        out += struct.pack("<HBbB", ord(character), round(font.getlength(character)), left, width)
        out += picture.tobytes() if width else b""
    return out


content = face("DejaVuSans.ttf", 13) + face("DejaVuSans-Bold.ttf", 16)
squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
pathlib.Path(__file__).with_name("caption-font.bin").write_bytes(squeezer.compress(content) + squeezer.flush())
