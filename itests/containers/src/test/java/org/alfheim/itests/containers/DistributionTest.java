package org.alfheim.itests.containers;

import static org.alfheim.itests.containers.Alfheim.alfheim;
import static org.alfheim.itests.containers.Alfheim.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, for those without containers. */
class DistributionTest {

  @TempDir Path temporary;

  @Test
  void itWorksWhereverItIsUnpacked() throws Exception {
    Path archive = temporary.resolve("alfheim.tar.gz");
    alfheim("dist", "-o", archive.toString());
    Path folder = Files.createDirectory(temporary.resolve("a folder"));
    run(
        List.of(
            "tar", "-C", folder.toString(), "--strip-components=1", "-xzf", archive.toString()));
    String command = folder.resolve("alfheim").toString();
    assertThat(
            run(
                List.of(
                    command,
                    "run",
                    "-c",
                    "plugin:set hello 'int V' 7; plugin:call hello 'void F(void)'")))
        .isEqualTo("Hello, number 7\n");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of(command));
    assertThat(
            run(
                List.of(
                    link.toString(), "open", folder.resolve("runtime/lib/libzip.so").toString())))
        .startsWith("ok ");
  }
}
