package org.alfheim.linker;

import static org.alfheim.linker.StaticLibrary.bytes;
import static org.alfheim.linker.StaticLibrary.c;
import static org.alfheim.linker.StaticLibrary.open;
import static org.alfheim.linker.StaticLibrary.string;
import static org.alfheim.linker.StaticLibrary.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Static libraries of file formats write what other programs read, and read what others write. */
class FormatLibrariesTest {
  private static final byte[] TEXT = StaticLibrary.textBytes();
  private static final long ROOM = 2L * TEXT.length;

  @TempDir private Path folder;

  private final Arena arena = StaticLibrary.arena();

  @Test
  void zstandardCompressesWhatTheProgramExpands() throws Exception {
    MemorySegment out = arena.allocate(ROOM);

    long size =
        open("libzstd.a").number("ZSTD_compress", out, ROOM, text(), (long) TEXT.length, 19);

    assertThat(expanded("zstd", bytes(out, size))).isEqualTo(TEXT);
  }

  @Test
  void lz4CompressesWhatTheProgramExpands() throws Exception {
    MemorySegment out = arena.allocate(ROOM);

    long size =
        open("liblz4.a")
            .number(
                "LZ4F_compressFrame", out, ROOM, text(), (long) TEXT.length, MemorySegment.NULL);

    assertThat(expanded("lz4", bytes(out, size))).isEqualTo(TEXT);
  }

  @Test
  void brotliCompressesWhatTheProgramExpands() throws Exception {
    StaticLibrary brotli = open("libbrotlienc.a", "libbrotlicommon.a");
    MemorySegment out = arena.allocate(ROOM);
    MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, ROOM);
    long length = TEXT.length;

    assertThat(brotli.status("BrotliEncoderCompress", 11, 22, 1, length, text(), size, out))
        .isEqualTo(1);

    assertThat(expanded("brotli", bytes(out, size))).isEqualTo(TEXT);
  }

  private byte[] expanded(String program, byte[] content) throws Exception {
    Files.write(folder.resolve("packed"), content);
    new Toolchain(folder).run("sh", "-c", program + " -d -c <packed >text");
    return Files.readAllBytes(folder.resolve("text"));
  }

  @Test
  void jpegDrawsWhatJavaReads() throws Exception {
    Toolchain tools = new Toolchain(folder);
    tools.compile(
        "draw.c",
        """
        #include <stdio.h>
        #include <jpeglib.h>
        unsigned long draw(unsigned char *pixels, int width, int height, unsigned char **out) {
          struct jpeg_compress_struct picture;
          struct jpeg_error_mgr errors;
          unsigned long size = 0;
          picture.err = jpeg_std_error(&errors);
          jpeg_create_compress(&picture);
          jpeg_mem_dest(&picture, out, &size);
          picture.image_width = width;
          picture.image_height = height;
          picture.input_components = 3;
          picture.in_color_space = JCS_RGB;
          jpeg_set_defaults(&picture);
          jpeg_set_quality(&picture, 95, TRUE);
          jpeg_start_compress(&picture, TRUE);
          while (picture.next_scanline < picture.image_height) {
            JSAMPROW row = pixels + 3 * width * picture.next_scanline;
            jpeg_write_scanlines(&picture, &row, 1);
          }
          jpeg_finish_compress(&picture);
          jpeg_destroy_compress(&picture);
          return size;
        }
        """);
    MemorySegment pixels = arena.allocate(3L * 64 * 48);
    for (int i = 0; i < 64 * 48; i++) {
      pixels.set(ValueLayout.JAVA_BYTE, 3L * i, (byte) (i % 64 * 4));
      pixels.set(ValueLayout.JAVA_BYTE, 3L * i + 1, (byte) (i / 64 * 5));
      pixels.set(ValueLayout.JAVA_BYTE, 3L * i + 2, (byte) 77);
    }
    MemorySegment out = arena.allocate(ValueLayout.ADDRESS);

    long size =
        open(tools.file("draw.o").toString(), "libjpeg.a").number("draw", pixels, 64, 48, out);

    var read = ImageIO.read(new ByteArrayInputStream(content(out, size)));
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        int color = read.getRGB(x, y);
        assertThat(color >> 16 & 255).isCloseTo(4 * x, within(8));
        assertThat(color >> 8 & 255).isCloseTo(5 * y, within(8));
        assertThat(color & 255).isCloseTo(77, within(8));
      }
    }
  }

  @SuppressWarnings("restricted")
  private static byte[] content(MemorySegment pointer, long size) {
    return bytes(pointer.get(ValueLayout.ADDRESS, 0).reinterpret(size), size);
  }

  @Test
  void xpathFindsWhatJavaFinds() throws Exception {
    String document =
        """
        <?xml version="1.0" encoding="ISO-8859-2"?>
        <!DOCTYPE tree [<!ENTITY who "dvorn\u00fd \u0161kriatok">]>
        <tree xmlns:x="urn:x"><x:elf age="117">&who;</x:elf><elf age="9"/><elf age="31"/></tree>
        """;
    String expression =
        "concat(sum(//@age), ' ', string-length(/tree/*[1]), ' ', translate(/tree/*[1],"
            + " '\u0161', 'S'), ' ', count(//elf[@age > 10]), ' ', local-name(/*/*[1]))";
    StaticLibrary xml = StaticLibrary.openWithNeeds("libxml2.a");
    MemorySegment bytes =
        arena.allocateFrom(ValueLayout.JAVA_BYTE, document.getBytes(Charset.forName("ISO-8859-2")));

    MemorySegment tree =
        xml.pointer(
            "xmlReadMemory",
            bytes,
            (int) bytes.byteSize(),
            MemorySegment.NULL,
            MemorySegment.NULL,
            2);
    MemorySegment context = xml.pointer("xmlXPathNewContext", tree);
    MemorySegment found = xml.pointer("xmlXPathEvalExpression", c(expression), context);

    assertThat(xml.string("xmlXPathCastToString", found))
        .isEqualTo(
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(expression, new InputSource(new StringReader(document))));
  }

  /** Example 2.17 of YAML 1.1, "Quoted Scalars", with what its chapter 5.6 says of escapes. */
  @Test
  void yamlReadsTheExampleOfItsSpecification() {
    StaticLibrary yaml = open("libyaml.a");
    MemorySegment parser = arena.allocate(4096, 16);
    MemorySegment event = arena.allocate(1024, 16);
    MemorySegment document =
        c(
            """
            unicode: "Sosa did fine.\\u263A"
            control: "\\b1998\\t1999\\t2000\\n"
            hex esc: "\\x0d\\x0a is \\r\\n"

            single: '"Howdy!" he cried.'
            quoted: ' # not a ''comment''.'
            tie-fighter: '|\\-*-/|'
            """);
    assertThat(yaml.status("yaml_parser_initialize", parser)).isEqualTo(1);
    yaml.number("yaml_parser_set_input_string", parser, document, document.byteSize() - 1);

    List<String> scalars = new ArrayList<>();
    int type;
    do {
      assertThat(yaml.status("yaml_parser_parse", parser, event)).isEqualTo(1);
      type = event.get(ValueLayout.JAVA_INT, 0);
      if (type == 6) {
        scalars.add(string(event.get(ValueLayout.ADDRESS, 24)));
      }
    } while (type != 2);

    assertThat(scalars)
        .containsExactly(
            "unicode",
            "Sosa did fine.\u263a",
            "control",
            "\b1998\t1999\t2000\n",
            "hex esc",
            "\r\n is \r\n",
            "single",
            "\"Howdy!\" he cried.",
            "quoted",
            " # not a 'comment'.",
            "tie-fighter",
            "|\\-*-/|");
  }
}
