package org.alfheim.itests.benchmarks.jmh;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** The functions of {@code structures.c} by JNA's direct mapping, the faster one of its two. */
final class StructsByJna {
  static {
    Native.register(StructsByJna.class, NativeLibrary.getInstance(Structs.LIBRARY.toString()));
  }

  private StructsByJna() {}

  /** Eight bytes. */
  @FieldOrder({"x", "y"})
  public static class Point extends Structure {
    public int x;
    public int y;

    /** The same by value. */
    public static final class ByValue extends Point implements Structure.ByValue {}
  }

  /** Sixteen bytes. */
  @FieldOrder({"x", "y"})
  public static class Vector extends Structure {
    public double x;
    public double y;

    /** The same by value. */
    public static final class ByValue extends Vector implements Structure.ByValue {}
  }

  /** Thirty-two bytes. */
  @FieldOrder({"low", "high"})
  public static class Box extends Structure {
    public Vector low;
    public Vector high;

    /** The same by value. */
    public static final class ByValue extends Box implements Structure.ByValue {}
  }

  static native int sum(Point.ByValue p);

  static native double dot(Vector.ByValue v);

  static native Point.ByValue make(int x, int y);

  static native Vector.ByValue turn(double x, double y);

  static native double area(Box.ByValue b);

  static native Box.ByValue around(double a, double b, double c, double d);

  static native int sum_behind(Point p);

  static native void swap(Point p);
}
