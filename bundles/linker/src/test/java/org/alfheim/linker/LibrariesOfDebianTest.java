package org.alfheim.linker;

import static org.alfheim.linker.StaticLibrary.bytes;
import static org.alfheim.linker.StaticLibrary.c;
import static org.alfheim.linker.StaticLibrary.open;
import static org.alfheim.linker.StaticLibrary.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.xml.parsers.SAXParserFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Static libraries do their work when they are opened; other programs say what is right. */
@SuppressWarnings("restricted")
class LibrariesOfDebianTest {
  private static final byte[] TEXT = StaticLibrary.textBytes();

  @TempDir private Path folder;

  private final Arena arena = StaticLibrary.arena();

  @Test
  void zlibCompressesWhatJavaInflates() throws Exception {
    StaticLibrary zlib = open("libz.a");
    MemorySegment out = arena.allocate(TEXT.length);
    MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, TEXT.length);

    assertThat(zlib.status("compress", out, size, text(), (long) TEXT.length)).isZero();
    assertThat(zlib.number("crc32", 0L, text(), TEXT.length)).isEqualTo(crc());

    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes(out, size));
      byte[] back = new byte[TEXT.length];
      assertThat(inflater.inflate(back)).isEqualTo(TEXT.length);
      assertThat(back).isEqualTo(TEXT);
    }
  }

  private static long crc() {
    CRC32 sum = new CRC32();
    sum.update(TEXT);
    return sum.getValue();
  }

  @Test
  void bzip2CompressesWhatTheProgramExpands() throws Exception {
    MemorySegment out = arena.allocate(2L * TEXT.length);
    MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, 2L * TEXT.length);

    open("libbz2.a").number("BZ2_bzBuffToBuffCompress", out, size, text(), TEXT.length, 9, 0, 0);

    assertThat(expanded("bzip2", "text.bz2", bytes(out, size))).isEqualTo(TEXT);
  }

  @Test
  void lzmaCompressesWhatTheProgramExpands() throws Exception {
    StaticLibrary lzma = open("liblzma.a");
    MemorySegment out = arena.allocate(2L * TEXT.length);
    MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, 0);

    long status =
        lzma.number(
            "lzma_easy_buffer_encode",
            6,
            4,
            MemorySegment.NULL,
            text(),
            (long) TEXT.length,
            out,
            size,
            2L * TEXT.length);

    assertThat((int) status).isZero();
    assertThat(expanded("xz", "text.xz", bytes(out, size))).isEqualTo(TEXT);
  }

  private byte[] expanded(String program, String name, byte[] content) throws Exception {
    Files.write(folder.resolve(name), content);
    new Toolchain(folder).run(program, "-d", name);
    return Files.readAllBytes(folder.resolve("text"));
  }

  @Test
  void sqliteAnswersAsItsShellDoes() throws Exception {
    StaticLibrary sqlite = open("libsqlite3.a");
    String query =
        "with recursive n(x) as (select 1 union all select x + 1 from n where x < 1000)"
            + " select group_concat(x * x, '-') || round(avg(x), 3) from n where x % 97 = 0";
    MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
    sqlite.number("sqlite3_open", c(":memory:"), pointer);
    MemorySegment database = pointer.get(ValueLayout.ADDRESS, 0);
    sqlite.number("sqlite3_prepare_v2", database, c(query), -1, pointer, MemorySegment.NULL);
    MemorySegment statement = pointer.get(ValueLayout.ADDRESS, 0);

    assertThat(sqlite.status("sqlite3_step", statement)).isEqualTo(100);
    assertThat(sqlite.string("sqlite3_column_text", statement, 0))
        .isEqualTo(new Toolchain(folder).run("sqlite3", ":memory:", query).strip());
  }

  @Test
  void librariesOfCryptographyDigestAsJavaDoes() throws Exception {
    MemorySegment out = arena.allocate(32);
    long size = TEXT.length;

    open("libcrypto.a").number("SHA256", text(), size, out);
    assertDigest(out);
    open("libmbedcrypto.a").number("mbedtls_sha256", text(), size, out, 0);
    assertDigest(out);
    StaticLibrary nettle = open("libnettle.a");
    MemorySegment context = arena.allocate(1024, 16);
    nettle.number("nettle_sha256_init", context);
    nettle.number("nettle_sha256_update", context, size, text());
    nettle.number("nettle_sha256_digest", context, 32L, out);
    assertDigest(out);
    open("libgcrypt.a", "libgpg-error.a").number("gcry_md_hash_buffer", 8, out, text(), size);
    assertDigest(out);
  }

  private static void assertDigest(MemorySegment out) throws Exception {
    assertThat(out.toArray(ValueLayout.JAVA_BYTE))
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(TEXT));
    out.fill((byte) 0);
  }

  @Test
  void gmpMultipliesAsJavaDoes() throws Exception {
    StaticLibrary gmp = open("libgmp.a");
    String one = "123456789".repeat(40);
    String two = "987654321".repeat(50);
    MemorySegment x = arena.allocate(16, 8);
    MemorySegment y = arena.allocate(16, 8);
    gmp.number("__gmpz_init_set_str", x, c(one), 10);
    gmp.number("__gmpz_init_set_str", y, c(two), 10);

    gmp.number("__gmpz_mul", x, x, y);

    assertThat(gmp.string("__gmpz_get_str", MemorySegment.NULL, 10, x))
        .isEqualTo(new BigInteger(one).multiply(new BigInteger(two)).toString());
  }

  @Test
  void expatFindsTheErrorWhereJavaDoes() throws Exception {
    StaticLibrary expat = open("libexpat.a");
    String document = "<a>\n <b>1</b>\n <c></d>\n</a>";
    MemorySegment parser = expat.pointer("XML_ParserCreate", MemorySegment.NULL);

    assertThat(expat.status("XML_Parse", parser, c(document), document.length(), 1)).isZero();

    SAXParseException error =
        Assertions.catchThrowableOfType(
            SAXParseException.class,
            () ->
                SAXParserFactory.newInstance()
                    .newSAXParser()
                    .parse(new InputSource(new StringReader(document)), new DefaultHandler()));
    assertThat(expat.number("XML_GetCurrentLineNumber", parser)).isEqualTo(error.getLineNumber());
  }

  @Test
  void pcreFindsWhatJavaFinds() throws Exception {
    StaticLibrary pcre = open("libpcre2-8.a");
    String expression = "(el)f\\w*|(?<=an )is(l+a)nd";
    MemorySegment error = arena.allocate(16, 8);
    MemorySegment code =
        pcre.pointer(
            "pcre2_compile_8",
            c(expression),
            (long) expression.length(),
            0,
            error,
            error.asSlice(8),
            MemorySegment.NULL);
    MemorySegment data =
        pcre.pointer("pcre2_match_data_create_from_pattern_8", code, MemorySegment.NULL);

    pcre.number("pcre2_match_8", code, text(), (long) TEXT.length, 8L, 0, data, MemorySegment.NULL);

    Matcher matcher =
        Pattern.compile(expression).matcher(new String(TEXT, StandardCharsets.US_ASCII));
    assertThat(matcher.find(8)).isTrue();
    MemorySegment found = pcre.pointer("pcre2_get_ovector_pointer_8", data).reinterpret(16);
    assertThat(found.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(matcher.start());
    assertThat(found.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(matcher.end());
  }

  @Test
  void pngDrawsWhatJavaReads() throws Exception {
    MemorySegment image = arena.allocate(256, 8);
    image.set(ValueLayout.JAVA_INT, 8, 1);
    image.set(ValueLayout.JAVA_INT, 12, 2);
    image.set(ValueLayout.JAVA_INT, 16, 1);
    image.set(ValueLayout.JAVA_INT, 20, 2);
    MemorySegment pixels =
        arena.allocateFrom(
            ValueLayout.JAVA_BYTE,
            (byte) 10,
            (byte) 20,
            (byte) 30,
            (byte) 200,
            (byte) 100,
            (byte) 50);
    MemorySegment out = arena.allocate(4096);
    MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, 4096);

    open("libpng16.a", "libz.a")
        .number("png_image_write_to_memory", image, out, size, 0, pixels, 0, MemorySegment.NULL);

    var read = ImageIO.read(new ByteArrayInputStream(bytes(out, size)));
    assertThat(read.getRGB(0, 0)).isEqualTo(0xff0a141e);
    assertThat(read.getRGB(1, 0)).isEqualTo(0xffc86432);
  }
}
