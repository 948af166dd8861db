package org.alfheim.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.console.model.MappedRegion;
import org.alfheim.console.model.Permissions;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The picture of an image's memory: the zlib of this machine's. */
class MemoryDiagramTest {
  private static ImageInfo zlib;

  @BeforeAll
  static void open() {
    zlib = LocalPlugin.open(Path.of("/lib/x86_64-linux-gnu/libz.so.1")).image();
  }

  private static String picture(ImageInfo image, List<MappedRegion> mappings) {
    Html html = new Html();
    MemoryDiagram.write(html, "zlib", image, mappings);
    return html.toString();
  }

  @Test
  void eachSegmentIsDrawnAndIsARowOfTheTable() {
    int segments = zlib.segments().size();
    String picture = picture(zlib, List.of());
    assertThat(picture.split("<rect", -1)).hasSize(1 + 1 + segments);
    assertThat(picture.split("<tr>", -1)).hasSize(1 + 1 + segments);
  }

  @Test
  void aSegmentThatIsTheWholeSpanIsAsWideAsThePicture() {
    ProgramHeader first = zlib.segments().getFirst();
    ImageInfo alone =
        new ImageInfo(zlib.base(), first.memorySize(), 0, List.of(first), List.of(), 0, 0, false);
    assertThat(picture(alone, List.of())).contains("x=\"0.0\" y=\"0\" width=\"800.0\"");
  }

  @Test
  void aSegmentThatIsHalfOfTheSpanIsHalfAsWide() {
    ProgramHeader first = zlib.segments().getFirst();
    ImageInfo half =
        new ImageInfo(
            zlib.base(), 2 * first.memorySize(), 0, List.of(first), List.of(), 0, 0, false);
    assertThat(picture(half, List.of())).contains("x=\"0.0\" y=\"0\" width=\"400.0\"");
  }

  @Test
  void permissionsAreThoseOfTheProgramHeader() {
    assertThat(zlib.segments().stream().map(Permissions::of))
        .contains("r-x", "rw-")
        .doesNotContain("rwx");
    assertThat(picture(zlib, List.of())).contains("r-x: code", "rw-: data");
  }

  @Test
  void whatTheKernelHasMappedIsShownWhereItTells() {
    assertThat(picture(zlib, List.of())).doesNotContain("What the kernel has mapped");
    assertThat(picture(zlib, List.of(new MappedRegion(0x1000, 0x3000, "r-xp", 4096))))
        .contains("What the kernel has mapped", "0x1000", "0x3000", "8.0 KiB", "4.0 KiB", "r-xp");
  }
}
