"""Pack a built extension as a zip: the same files are the same bytes, whenever and wherever they were built.

usage: python3 pack.py FOLDER ZIP
"""

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def pack(folder: Path, to: Path) -> None:
    """Write every file of a folder into a zip, sorted, dated 1980-01-01, readable by all and run by none.

    So whoever builds a released version again can compare it with the store's, byte by byte.
    """
    with ZipFile(to, "w") as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = ZipInfo(file.relative_to(folder).as_posix())
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, file.read_bytes())


if __name__ == "__main__":
    if len(sys.argv) != 3 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python3 pack.py FOLDER ZIP")
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
