package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generations of the C library: the same product, with the libraries of two releases of Debian. */
@NeedsEngine
class GlibcTest {

  /** Libraries of many makers that both releases have under the same name. */
  private static final String LIBRARIES =
      "libsqlite3-0,libxml2,libgfortran5,libgomp1,libgmp10,libncursesw6,libexpat1,libpcre2-8-0,"
          + "libzstd1,liblzma5,libbz2-1.0,libfftw3-double3,libsystemd0,libjpeg62-turbo";

  @ParameterizedTest
  @CsvSource({"bookworm, 2.36", "trixie, 2.41"})
  void librariesAreInMemoryAsDlopenHasThem(String suite, String version) {
    String image = Images.image(suite, LIBRARIES);
    Once glibc =
        Once.run(
            image,
            "call",
            "/lib/x86_64-linux-gnu/libc.so.6",
            "const char *gnu_get_libc_version(void)");
    assertThat(glibc.out()).as(glibc.err()).isEqualTo(version + "\n");
    Once corpus = Once.run(image, "corpus", "--sample", "16");
    assertThat(corpus.out())
        .as(corpus.err())
        .containsPattern("16 libraries, \\d\\d opened by both, 0 differ, 0 only by dlopen");
    assertThat(corpus.status()).isZero();
  }
}
