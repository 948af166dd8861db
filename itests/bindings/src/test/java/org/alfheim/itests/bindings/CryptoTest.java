package org.alfheim.itests.bindings;

import static bindings.crypto.CryptoConstants.EVP_MAX_MD_SIZE;
import static bindings.crypto.CryptoConstants.MBSTRING_UTF8;
import static bindings.crypto.CryptoConstants.XN_FLAG_RFC2253;
import static org.assertj.core.api.Assertions.assertThat;

import bindings.crypto.Bio;
import bindings.crypto.Crypto;
import bindings.crypto.EvpMd;
import bindings.crypto.EvpMdCtx;
import bindings.crypto.RandMethodFunctions;
import bindings.crypto.X509;
import bindings.crypto.X509Name;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs over OpenSSL's libcrypto; what is right the JDK says, and OpenSSL's own command. */
class CryptoTest {
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final int ROOM = 500;

  private static Crypto crypto;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    crypto = Library.CRYPTO.open().bind(Crypto.class);
  }

  @ParameterizedTest
  @CsvSource({"SHA256, SHA-256", "SHA512, SHA-512", "SHA3-384, SHA3-384", "MD5, MD5"})
  void aDigestIsThatOfTheJdk(String name, String jdk) throws Exception {
    byte[] data = new byte[10_000];
    new Random(7).nextBytes(data);

    byte[] digest;
    try (Arena arena = Arena.ofConfined();
        EvpMdCtx context = crypto.evpMdCtxNew()) {
      EvpMd type = crypto.evpGetDigestbyname(name);
      assertThat(crypto.evpDigestInitEx(context, type, null)).isEqualTo(1);
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, data);
      assertThat(crypto.evpDigestUpdate(context, memory, 1000)).isEqualTo(1);
      assertThat(crypto.evpDigestUpdate(context, memory.asSlice(1000), data.length - 1000L))
          .isEqualTo(1);
      MemorySegment written = arena.allocate(EVP_MAX_MD_SIZE);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      assertThat(crypto.evpDigestFinalEx(context, written, length)).isEqualTo(1);
      digest =
          written.asSlice(0, length.get(ValueLayout.JAVA_INT, 0)).toArray(ValueLayout.JAVA_BYTE);
    }

    assertThat(digest).isEqualTo(MessageDigest.getInstance(jdk).digest(data));
  }

  @Test
  void aNameIsMadeEntryByEntry() {
    try (Arena arena = Arena.ofConfined();
        X509Name name = crypto.x509NameNew();
        Bio bio = crypto.bioNew(crypto.bioSMem())) {
      add(name, "C", "CH");
      add(name, "O", "Gärten, Parks");
      add(name, "CN", "alfheim.example");

      assertThat(crypto.x509NameEntryCount(name)).isEqualTo(3);
      assertThat(crypto.x509NamePrintEx(bio, name, 0, XN_FLAG_RFC2253)).isPositive();
      MemorySegment text = arena.allocate(ROOM);
      int length = crypto.bioRead(bio, text, ROOM);
      // RFC 2253, 2.4 and 2.1: from the last to the first, and what has a meaning escaped.
      assertThat(new String(CText.bytes(text, length), StandardCharsets.US_ASCII))
          .isEqualTo("CN=alfheim.example,O=G\\C3\\A4rten\\, Parks,C=CH");
    }
  }

  private static void add(X509Name name, String field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    assertThat(crypto.x509NameAddEntryByTxt(name, field, MBSTRING_UTF8, bytes, bytes.length, -1, 0))
        .isEqualTo(1);
  }

  @Test
  void aCertificateThatTheCommandHasMadeIsRead() {
    Tool tool = new Tool(folder);
    tool.run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
        "-days",
        "10",
        "-subj",
        "/C=CH/O=Alfheim/CN=a name");

    String subject;
    long version;
    try (Arena arena = Arena.ofConfined();
        Bio file = crypto.bioNewFile(folder.resolve("cert.pem").toString(), "r");
        X509 certificate = crypto.pemReadBioX509(file, NONE, null, NONE)) {
      MemorySegment text = arena.allocate(ROOM);
      crypto.x509NameOneline(crypto.x509GetSubjectName(certificate), text, ROOM);
      subject = text.getString(0);
      version = crypto.x509GetVersion(certificate);
    }

    assertThat("subject=" + subject + "\n")
        .isEqualTo(
            tool.run(
                "openssl", "x509", "-in", "cert.pem", "-noout", "-subject", "-nameopt", "compat"));
    assertThat(tool.run("openssl", "x509", "-in", "cert.pem", "-noout", "-text"))
        .contains("Version: " + (version + 1) + " ");
  }

  /** Random numbers that are none. */
  private record Sevens(RandMethodFunctions plain) implements RandMethodFunctions {
    @Override
    public int seed(MemorySegment bytes, int count) {
      return 1;
    }

    @Override
    @SuppressWarnings("restricted")
    public int bytes(MemorySegment bytes, int count) {
      bytes.reinterpret(count).fill((byte) 7);
      return 1;
    }

    @Override
    public void cleanup() {}

    @Override
    public int add(MemorySegment bytes, int count, double entropy) {
      return 1;
    }

    @Override
    public int pseudorand(MemorySegment bytes, int count) {
      return bytes(bytes, count);
    }

    @Override
    public int status() {
      return plain.status();
    }
  }

  /** A table of the library's is called, and one of Java's is called by the library. */
  @Test
  void aTableOfFunctionsGoesBothWays() {
    RandMethodFunctions plain = crypto.randGetRandMethod();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(16);
      assertThat(plain.bytes(bytes, 16)).isOne();
      assertThat(bytes.toArray(ValueLayout.JAVA_BYTE)).isNotEqualTo(new byte[16]);
      assertThat(crypto.randSetRandMethod(new Sevens(plain))).isOne();
      assertThat(crypto.randBytes(bytes, 16)).isOne();
      assertThat(bytes.toArray(ValueLayout.JAVA_BYTE)).containsOnly(7);
      assertThat(crypto.randStatus()).isOne();
    } finally {
      crypto.randSetRandMethod(plain);
    }
    assertThat(crypto.randGetRandMethod()).isEqualTo(plain);
  }
}
