"""Pages of PDFs as an office scanner, a telephone or a fax would give them, with known truth.

    python scripts/make_scans.py OUT [--dpi 200] [--class NAME]... FILE.pdf...

Each page becomes a JPEG for each class of damage; the text that it shows is that of the PDF itself. The damage is
random from a seed that is the page's name, so the same pictures come out each time.
"""

from __future__ import annotations

import argparse
import io
import math
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Random = np.random.Generator
Damage = Callable[[Image.Image, int, Random], Image.Image]
"""A picture, its pixels an inch, and chance → the damaged picture."""


def skewed(image: Image.Image, degrees: float) -> Image.Image:
    """The page laid askew on the glass."""
    return image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(252, 252, 250))


def noisy(image: Image.Image, sigma: float, random: Random) -> Image.Image:
    """Grain of a sensor, in grey levels."""
    pixels = np.asarray(image).astype(np.float32)
    grain: npt.NDArray[np.float32] = random.normal(0, sigma, pixels.shape[:2]).astype(np.float32)
    return Image.fromarray(np.clip(pixels + grain[:, :, None], 0, 255).astype(np.uint8))


def squeezed(image: Image.Image, quality: int) -> Image.Image:
    """Written as JPEG and read back."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def shadowed(image: Image.Image, darkest: float) -> Image.Image:
    """A hand or the back of a book between page and lamp: darker towards the lower left."""
    width, height = image.size
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    light = 1 - darkest * np.clip(1.4 * (y - 0.5 * x), 0, 1)
    return Image.fromarray((np.asarray(image) * light[:, :, None]).astype(np.uint8))


def sealed(image: Image.Image, dpi: int, centre: tuple[float, float] = (0.66, 0.78)) -> Image.Image:
    """A round red seal over the signature, 36 mm across, with words around its rim."""
    radius = 18 / 25.4 * dpi
    x, y = centre[0] * image.width, centre[1] * image.height
    layer = Image.new("RGB", image.size, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    red = (226, 62, 66)
    for share, line in ((1.0, 0.035), (0.66, 0.02)):
        r = radius * share
        draw.ellipse((x - r, y - r, x + r, y + r), outline=red, width=max(int(line * radius), 2))
    points = []
    for corner in range(10):
        r = radius * (0.42 if corner % 2 == 0 else 0.17)
        a = math.pi * (corner / 5 - 0.5)
        points.append((x + r * math.cos(a), y + r * math.sin(a)))
    draw.polygon(points, fill=red)
    font = ImageFont.load_default(0.22 * radius)
    for number, letter in enumerate("UY BAN NHAN DAN * XA MAU *"):
        a = 2 * math.pi * number / 26 - math.pi
        draw.text((x + 0.83 * radius * math.cos(a), y + 0.83 * radius * math.sin(a)), letter, red, font, anchor="mm")
    return ImageChops.multiply(image, layer)  # ink lets the print under it through


def stamped(
    image: Image.Image, dpi: int, words: str, font: str, slant: float, colour: tuple[int, int, int]
) -> Image.Image:
    """Words in a frame, as stamps of urgency and secrecy are, under the number of the letterhead."""
    size = int(14 / 72 * dpi)
    face = ImageFont.truetype(font, size)
    left, top, right, bottom = face.getbbox(words)
    pad = size // 2
    plate = Image.new("RGBA", (int(right - left) + 2 * pad, int(bottom - top) + 2 * pad), (0, 0, 0, 0))
    draw = ImageDraw.Draw(plate)
    draw.rectangle((1, 1, plate.width - 2, plate.height - 2), outline=(*colour, 255), width=max(dpi // 60, 2))
    draw.text((pad - left, pad - top), words, (*colour, 255), face)
    plate = plate.rotate(slant, Image.Resampling.BICUBIC, expand=True)
    page = image.convert("RGBA")
    page.alpha_composite(plate, (int(0.03 * image.width), int(0.125 * image.height)))
    return page.convert("RGB")


def fax(image: Image.Image, random: Random) -> Image.Image:
    """Black and white, with lost rows and a line down the page."""
    grey = np.asarray(image.convert("L"))
    page = np.where(grey < 150, 0, 255).astype(np.uint8)
    for row in random.integers(0, page.shape[0], 14):
        page[row] = 255
    column = int(random.integers(page.shape[1] // 12, page.shape[1] // 9))
    page[:, column : column + 2] = 0
    return Image.fromarray(page).convert("RGB")


def cut(image: Image.Image, inches: float, dpi: int) -> Image.Image:
    """The page laid too far to the left: its edge is missing."""
    return image.crop((int(inches * dpi), 0, image.width, image.height))


def photographed(image: Image.Image, random: Random) -> Image.Image:
    """The page on a dark desk, seen a little from the side, in uneven light."""
    width, height = image.size
    desk = Image.new("RGB", (int(1.16 * width), int(1.16 * height)), (74, 62, 54))
    x0, y0 = int(0.08 * width), int(0.08 * height)
    corners = [(x0 + 0.03 * width, y0), (x0 + 0.98 * width, y0 + 0.02 * height),
               (x0 + width, y0 + height), (x0, y0 + 0.985 * height)]  # fmt: skip
    coefficients = _perspective(corners, [(0, 0), (width, 0), (width, height), (0, height)])
    seen = image.transform(desk.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", image.size, 255).transform(desk.size, Image.Transform.PERSPECTIVE, coefficients)
    desk.paste(seen, (0, 0), mask)
    return noisy(shadowed(desk, 0.35), 5, random)


def _perspective(shown: list[tuple[float, float]], flat: list[tuple[float, float]]) -> list[float]:
    rows, values = [], []
    for (x, y), (u, v) in zip(shown, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(values))]


def _ordinary(image: Image.Image, dpi: int, random: Random) -> Image.Image:
    """What the figures of docs/scans.md are measured on: one degree, blur, grain, JPEG, a seal on the signature."""
    blurred = skewed(sealed(image, dpi), 1.0).filter(ImageFilter.GaussianBlur(dpi / 300))
    return squeezed(noisy(blurred, 14, random), 60)


CLASSES: dict[str, Damage] = {
    "clean": lambda image, dpi, random: image,
    "ordinary": _ordinary,
    "skew3": lambda image, dpi, random: squeezed(noisy(skewed(image, -3.0), 8, random), 75),
    "grain": lambda image, dpi, random: noisy(image, 25, random),
    "jpeg": lambda image, dpi, random: squeezed(image.filter(ImageFilter.GaussianBlur(dpi / 300)), 25),
    "seal": lambda image, dpi, random: sealed(image, dpi),
    "shadow": lambda image, dpi, random: noisy(shadowed(image, 0.6), 4, random),
    "fax": lambda image, dpi, random: fax(image, random),
    "cut": lambda image, dpi, random: cut(image, 0.35, dpi),
    "photograph": lambda image, dpi, random: squeezed(photographed(image, random), 80),
}


def pages(path: Path, dpi: int) -> Iterator[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pdfium.PdfDocument(path)
    try:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def damaged(image: Image.Image, kind: str, dpi: int, name: str) -> Image.Image:
    """One page with one class of damage; the same each time for the same name."""
    return CLASSES[kind](image, dpi, np.random.default_rng(zlib.crc32(f"{name} {kind} {dpi}".encode())))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write pages of PDFs as scans.")
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--class", dest="kinds", action="append", choices=list(CLASSES))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for path in chosen.files:
        for number, image in enumerate(pages(path, chosen.dpi), 1):
            for kind in chosen.kinds or CLASSES:
                name = f"{path.stem}-{number}"
                out = chosen.out / f"{name}-{kind}.jpg"
                damaged(image, kind, chosen.dpi, name).save(out, quality=92, dpi=(chosen.dpi, chosen.dpi))


if __name__ == "__main__":
    main()
