package org.alfheim.itests.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The structures of all libraries, against the compiler's {@code sizeof} and {@code offsetof}. */
class LayoutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ZLIB, 3",
    "SQLITE, 10",
    "PNG, 5",
    "CURL, 10",
    "GIT, 60",
    "XML, 30",
    "CRYPTO, 30",
  })
  void membersLieWhereTheCompilerPutsThem(Library library, int least) {
    Layouts layouts =
        new Layouts(
            library.open().symbols().stream()
                .flatMap(each -> each.type().stream())
                .map(KnownType::type)
                .map(CType.class::cast));

    String truth =
        new Tool(folder)
            .c(
                layouts.program(library),
                library.includes().stream().map(include -> "-I" + include).toList());

    assertThat(layouts.count()).isGreaterThanOrEqualTo(least);
    assertThat(layouts.known()).isEqualTo(truth);
  }
}
