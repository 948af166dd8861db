package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.corpus.objects.LinkableFiles;
import org.alfheim.elf.SharedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkTablesTest {
  @TempDir private Path folder;

  @Test
  void addressesDoNotCount() throws IOException {
    LinkTables one = tables("one.so", "int a; int *p = &a; int f(void) { return *p; }");
    LinkTables other =
        tables(
            "other.so",
            "static int pad[99]; int *p; int f(void) { return *p + pad[3]; } int a; int *p = &a;");

    assertThat(one.differences(other)).isNotEmpty().allMatch(line -> line.startsWith("export f:"));
  }

  @Test
  void aMissingExportAndAMissingRelocationAreTold() throws IOException {
    LinkTables full = tables("full.so", "extern int a; int *p = &a, *q = &a; void g(void) {}");
    LinkTables less = tables("less.so", "extern int a; int *p = &a; int *q;");

    assertThat(less.differences(full))
        .containsExactly(
            "export g: FUNC GLOBAL DEFAULT size="
                + sizeOf("full.so", "g")
                + " by ld, none by alfheim",
            "R_X86_64_64 a: 2 by ld, 1 by alfheim");
    assertThat(full.differences(full)).isEmpty();
  }

  private long sizeOf(String file, String symbol) {
    String line =
        Tool.run(List.of("nm", "-S", "-D", folder.resolve(file).toString()))
            .lines()
            .filter(each -> each.endsWith(" T " + symbol))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.split(" ", -1)[1], 16);
  }

  private LinkTables tables(String name, String source) throws IOException {
    Path file = Tool.gcc(folder, name, source);
    return LinkTables.of(SharedObject.parse(name, LinkableFiles.bytes(file)));
  }
}
