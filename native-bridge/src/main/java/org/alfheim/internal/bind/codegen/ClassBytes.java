package org.alfheim.internal.bind.codegen;

import java.lang.classfile.ClassFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A class file that grows (JVMS 4), as far as classes need it whose methods do nothing but call:
 * constants, and code without a branch. {@link ClassFile} can do all of this and much more, and
 * takes several times as long for thousands of methods.
 */
final class ClassBytes {
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int INVOKE_STATIC = 6;
  private static final int MOST_CONSTANTS = 0xffff;
  private static final int MOST_TEXT = 0xffff;

  private final Bytes pool = new Bytes();
  private final Map<String, Integer> texts = new HashMap<>();
  private int constants = 1;

  /** Nothing is there yet. */
  ClassBytes() {}

  /** Bytes that grow, in the order of class files: the highest first. */
  static final class Bytes {
    private byte[] bytes = new byte[1 << 6];
    private int size;

    Bytes() {}

    Bytes u1(int value) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      bytes[size++] = (byte) value;
      return this;
    }

    Bytes u2(int value) {
      return u1(value >> 8).u1(value);
    }

    Bytes u4(int value) {
      return u2(value >> 16).u2(value);
    }

    Bytes add(byte[] more, int count) {
      if (count > bytes.length - size) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
      }
      System.arraycopy(more, 0, bytes, size, count);
      size += count;
      return this;
    }

    Bytes add(Bytes more) {
      return add(more.bytes, more.size);
    }

    int size() {
      return size;
    }

    byte[] toArray() {
      return Arrays.copyOf(bytes, size);
    }
  }

  private int next() {
    if (constants == MOST_CONSTANTS) {
      throw new IllegalArgumentException("a class has room for " + MOST_CONSTANTS + " constants");
    }
    return constants++;
  }

  /** Text, each once: names that the JVM takes have no character that Java writes otherwise. */
  int text(String text) {
    Integer known = texts.get(text);
    if (known != null) {
      return known;
    }
    byte[] encoded = modified(text);
    if (encoded.length > MOST_TEXT) {
      throw new IllegalArgumentException("a name of more than " + MOST_TEXT + " bytes");
    }
    pool.u1(UTF8).u2(encoded.length).add(encoded, encoded.length);
    int index = next();
    texts.put(text, index);
    return index;
  }

  /**
   * Text as class files have it (JVMS 4.4.7): UTF-8, of each half of a pair and of NUL by itself.
   */
  private static byte[] modified(String text) {
    byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean ascii = true;
    for (int i = 0; i < text.length() && ascii; i++) {
      ascii = text.charAt(i) > 0 && text.charAt(i) < 0x80;
    }
    if (ascii) {
      return plain;
    }
    Bytes bytes = new Bytes();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0 && c < 0x80) {
        bytes.u1(c);
      } else if (c < 0x800) {
        bytes.u1(0xc0 | (c >> 6)).u1(0x80 | (c & 0x3f));
      } else {
        bytes.u1(0xe0 | (c >> 12)).u1(0x80 | ((c >> 6) & 0x3f)).u1(0x80 | (c & 0x3f));
      }
    }
    return bytes.toArray();
  }

  private int one(int tag, int index) {
    pool.u1(tag).u2(index);
    return next();
  }

  private int two(int tag, int first, int second) {
    pool.u1(tag).u2(first).u2(second);
    return next();
  }

  /** A class, by its name with slashes. */
  int type(String name) {
    return one(CLASS, text(name));
  }

  int string(String value) {
    return one(STRING, text(value));
  }

  private int nameAndType(String name, String descriptor) {
    return two(NAME_AND_TYPE, text(name), text(descriptor));
  }

  int method(int type, String name, String descriptor) {
    return two(METHOD, type, nameAndType(name, descriptor));
  }

  int handleOfStatic(int method) {
    pool.u1(METHOD_HANDLE).u1(INVOKE_STATIC).u2(method);
    return next();
  }

  /** A constant that a bootstrap method makes. */
  int dynamic(int bootstrap, String name, String descriptor) {
    return two(DYNAMIC, bootstrap, nameAndType(name, descriptor));
  }

  /** A call that a bootstrap method links. */
  int invokeDynamic(int bootstrap, String name, String descriptor) {
    return two(INVOKE_DYNAMIC, bootstrap, nameAndType(name, descriptor));
  }

  /**
   * The class.
   *
   * @param own the class constant of itself
   * @param parent that of what it extends
   * @param contract that of the interface that it implements
   * @param count how many methods there are
   * @param methods the methods
   * @param bootstraps handles of bootstrap methods, which take no arguments of their own
   */
  byte[] whole(int own, int parent, int contract, int count, Bytes methods, int... bootstraps) {
    int attribute = text("BootstrapMethods");
    Bytes file = new Bytes();
    file.u4(ClassFile.MAGIC_NUMBER).u2(0).u2(ClassFile.latestMajorVersion());
    file.u2(constants).add(pool);
    file.u2(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
    file.u2(own).u2(parent).u2(1).u2(contract).u2(0);
    file.u2(count).add(methods);
    file.u2(1).u2(attribute).u4(2 + 4 * bootstraps.length).u2(bootstraps.length);
    for (int handle : bootstraps) {
      file.u2(handle).u2(0);
    }
    return file.toArray();
  }
}
