package org.alfheim.itests.benchmarks.jmh;

/** The functions of {@code calls.c} as native methods, which are in the same library. */
final class Jni {
  static {
    load();
  }

  private Jni() {}

  @SuppressWarnings("restricted")
  private static void load() {
    System.load(Functions.LIBRARY.toString());
  }

  /** An order of two numbers. */
  interface Order {
    int compare(int left, int right);
  }

  static native int add(int a, int b);

  static native void sort(int[] values, Order order);

  static native long length(String text);

  static native String greeting();

  static native long ends(byte[] bytes, long count);

  static native long endsInPlace(byte[] bytes, long count);
}
