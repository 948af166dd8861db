package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structures that C has by value, where Java has null. */
class NullStructureTest {
  private static LocalPlugin plugin;
  private static Api api;

  record Point(int x, int y) {}

  record Line(Point from, Point to) {}

  record Path3(Line first, double length, double weight, String name) {}

  @Name("struct line")
  interface LineView extends Struct {
    PointView from();

    LineView from(PointView value);

    LineView to(Point value);
  }

  @Name("struct point")
  interface PointView extends Struct {
    int x();
  }

  interface Api {
    int sum(Point p);

    int length(Line l);

    double weigh(Path3 p);
  }

  @BeforeAll
  static void open(@TempDir Path folder) {
    plugin =
        Loader.openLocal(
            new Compiler(folder)
                .c(
                    "libnulls.so",
                    """
                    struct point { int x, y; };
                    struct line { struct point from, to; };
                    struct path3 { struct line first; double length, weight; const char *name; };
                    int sum(struct point p) { return p.x + p.y; }
                    int length(struct line l) { return l.to.x - l.from.x; }
                    double weigh(struct path3 p) { return p.length * p.weight; }
                    """,
                    "-g"));
    api = plugin.bind(Api.class);
  }

  private static void assertRefused(ThrowingCallable call, String what) {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(call)
        .withMessageStartingWith(what + ": null, where C ");
  }

  @Test
  void aParameterIsRefusedByItsName() {
    assertRefused(() -> api.sum(null), "Api.sum(Point), parameter 1 (p)");
    assertRefused(() -> api.length(null), "Api.length(Line), parameter 1 (l)");
    assertRefused(() -> api.weigh(null), "Api.weigh(Path3), parameter 1 (p)");
  }

  @Test
  void aComponentIsRefusedByItsName() {
    assertRefused(() -> api.length(new Line(new Point(1, 2), null)), "Line.to");
    assertRefused(() -> api.weigh(new Path3(null, 1, 2, "")), "Path3.first");
    assertRefused(
        () -> api.weigh(new Path3(new Line(null, new Point(1, 2)), 1, 2, "")), "Line.from");
  }

  @Test
  void aMemberOfAViewIsRefusedByItsName() {
    try (Arena arena = Arena.ofConfined()) {
      LineView view = plugin.structure(LineView.class).allocate(arena);

      assertRefused(() -> view.to(null), "LineView.to(Point)");
      assertRefused(() -> view.from(null), "LineView.from(PointView)");
    }
  }
}
