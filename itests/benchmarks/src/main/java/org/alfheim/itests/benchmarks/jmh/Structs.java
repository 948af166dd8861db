package org.alfheim.itests.benchmarks.jmh;

import java.nio.file.Path;
import org.alfheim.bind.Errno;
import org.alfheim.bind.Name;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Structure;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;

/** The functions of {@code structures.c} as a contract of Alfheim. */
interface Structs {
  /** The library, which whoever starts the JVM has compiled. */
  Path LIBRARY = Path.of(System.getProperty("alfheim.structures", "/nowhere"));

  LocalPlugin PLUGIN = Loader.openLocal(LIBRARY);

  Structs BOUND = PLUGIN.bind(Structs.class);

  Structure<PointView> VIEWS = PLUGIN.structure(PointView.class);

  /** Eight bytes: one register. */
  record Point(int x, int y) {}

  /** Sixteen bytes: two registers. */
  record Vector(double x, double y) {}

  /** Thirty-two bytes: in memory. */
  record Box(Vector low, Vector high) {}

  /** A point where it lies. */
  @Name("struct point")
  interface PointView extends Struct {
    int x();

    PointView x(int value);
  }

  int sum(Point p);

  @Name("sum_of")
  int sumOf(int x, int y);

  double dot(Vector v);

  @Name("dot_of")
  double dotOf(double x, double y);

  Point make(int x, int y);

  @Name("make_of")
  long makeOf(int x, int y);

  Vector turn(double x, double y);

  @Name("turn_of")
  double turnOf(double x, double y);

  double area(Box b);

  @Name("area_of")
  double areaOf(double a, double b, double c, double d);

  Box around(double a, double b, double c, double d);

  @Name("around_of")
  double aroundOf(double a, double b, double c, double d);

  @Name("sum_behind")
  int sumBehind(Point p);

  void swap(Point[] p);

  int works(int status);

  @Name("works")
  @Errno
  int worksWithErrno(int status);
}
