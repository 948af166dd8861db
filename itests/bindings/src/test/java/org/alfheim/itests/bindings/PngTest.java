package org.alfheim.itests.bindings;

import static bindings.png.PngConstants.PNG_COLOR_TYPE_RGB;
import static bindings.png.PngConstants.PNG_COMPRESSION_TYPE_BASE;
import static bindings.png.PngConstants.PNG_FILTER_TYPE_BASE;
import static bindings.png.PngConstants.PNG_INTERLACE_NONE;
import static bindings.png.PngConstants.PNG_LIBPNG_VER_STRING;
import static bindings.png.PngConstants.PNG_TEXT_COMPRESSION_NONE;
import static org.assertj.core.api.Assertions.assertThat;

import bindings.png.Png;
import bindings.png.PngInfo;
import bindings.png.PngStruct;
import bindings.png.PngText;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Programs over libpng; what is right the JDK's ImageIO says. An error of libpng's ends in {@code
 * longjmp}, which Java has no place to come back to: these programs are about images without one.
 */
class PngTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 19;
  private static final int STRIDE = 3 * WIDTH;
  private static final MemorySegment NONE = MemorySegment.NULL;

  private static LocalPlugin plugin;
  private static Png png;

  @BeforeAll
  static void open() {
    plugin = Library.PNG.open();
    png = plugin.bind(Png.class);
  }

  private static int color(int x, int y) {
    return rgb(x * 7, y * 13, x * y);
  }

  private static int rgb(int red, int green, int blue) {
    return ((red & 0xff) << 16) | ((green & 0xff) << 8) | (blue & 0xff);
  }

  /** A pointer to a pointer, which libpng sets to NULL. */
  private static MemorySegment cell(Arena arena, MemorySegment pointer) {
    return arena.allocateFrom(ValueLayout.ADDRESS, pointer);
  }

  private static byte[] written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined()) {
      PngStruct image = png.pngCreateWriteStruct(PNG_LIBPNG_VER_STRING, NONE, null, null);
      PngInfo info = png.pngCreateInfoStruct(image);
      png.pngSetWriteFn(
          image, NONE, (_, data, length) -> out.writeBytes(CText.bytes(data, length)), _ -> {});
      png.pngSetIhdr(
          image,
          info,
          WIDTH,
          HEIGHT,
          8,
          PNG_COLOR_TYPE_RGB,
          PNG_INTERLACE_NONE,
          PNG_COMPRESSION_TYPE_BASE,
          PNG_FILTER_TYPE_BASE);
      PngText title =
          plugin
              .structure(PngText.class)
              .allocate(arena)
              .compression(PNG_TEXT_COMPRESSION_NONE)
              .key(arena.allocateFrom("Title"))
              .text(arena.allocateFrom("a gradient"));
      png.pngSetText(image, info, title, 1);
      png.pngWriteInfo(image, info);
      MemorySegment row = arena.allocate(STRIDE);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          for (int part = 0; part < 3; part++) {
            row.set(ValueLayout.JAVA_BYTE, 3L * x + part, (byte) (color(x, y) >> (16 - 8 * part)));
          }
        }
        png.pngWriteRow(image, row);
      }
      png.pngWriteEnd(image, info);
      png.pngDestroyWriteStruct(cell(arena, image.address()), cell(arena, info.address()));
    }
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenRowByRowIsAnImageForTheJdk() throws IOException {
    byte[] file = written();

    try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = ImageIO.getImageReaders(stream).next();
      reader.setInput(stream);
      BufferedImage image = reader.read(0);
      assertThat(image.getWidth()).isEqualTo(WIDTH);
      assertThat(image.getHeight()).isEqualTo(HEIGHT);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(color(x, y));
        }
      }
      IIOMetadataNode text =
          (IIOMetadataNode)
              ((IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0"))
                  .getElementsByTagName("tEXtEntry")
                  .item(0);
      assertThat(text.getAttribute("keyword")).isEqualTo("Title");
      assertThat(text.getAttribute("value")).isEqualTo("a gradient");
    }
  }

  @Test
  void whatTheJdkHasWrittenIsReadRowByRow() throws IOException {
    BufferedImage written = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        written.setRGB(x, y, color(x, y));
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(written, "png", file)).isTrue();
    ByteArrayInputStream in = new ByteArrayInputStream(file.toByteArray());
    List<byte[]> rows = new ArrayList<>();

    try (Arena arena = Arena.ofConfined()) {
      PngStruct image = png.pngCreateReadStruct(PNG_LIBPNG_VER_STRING, NONE, null, null);
      PngInfo info = png.pngCreateInfoStruct(image);
      png.pngSetReadFn(
          image,
          NONE,
          (_, to, length) -> {
            byte[] part = new byte[(int) length];
            in.readNBytes(part, 0, part.length);
            CText.write(to, part);
          });
      png.pngReadInfo(image, info);
      assertThat(png.pngGetImageWidth(image, info)).isEqualTo(WIDTH);
      assertThat(png.pngGetImageHeight(image, info)).isEqualTo(HEIGHT);
      assertThat(png.pngGetBitDepth(image, info)).isEqualTo(8);
      assertThat(png.pngGetColorType(image, info)).isEqualTo(PNG_COLOR_TYPE_RGB);
      assertThat(png.pngGetRowbytes(image, info)).isEqualTo(STRIDE);
      MemorySegment row = arena.allocate(STRIDE);
      for (int y = 0; y < HEIGHT; y++) {
        png.pngReadRow(image, row, NONE);
        rows.add(row.toArray(ValueLayout.JAVA_BYTE));
      }
      png.pngReadEnd(image, null);
      png.pngDestroyReadStruct(cell(arena, image.address()), cell(arena, info.address()), NONE);
    }

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        byte[] row = rows.get(y);
        int read = rgb(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
        assertThat(read).isEqualTo(color(x, y));
      }
    }
  }
}
