package org.alfheim.itests.jni;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A model as {@code onnx.proto} has it: messages of fields, each with its number. */
final class OnnxModel {
  private static final int FLOAT = 1;
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;

  private OnnxModel() {}

  /** {@code c = a + b}, of one number each. */
  static byte[] addition() {
    byte[] node = all(text(1, "a"), text(1, "b"), text(2, "c"), text(4, "Add"));
    byte[] graph =
        all(
            message(1, node),
            text(2, "addition"),
            message(11, value("a")),
            message(11, value("b")),
            message(12, value("c")));
    return all(number(1, IR_VERSION), message(7, graph), message(8, number(2, OPERATORS)));
  }

  private static byte[] value(String name) {
    byte[] shape = message(1, number(1, 1));
    byte[] tensor = all(number(1, FLOAT), message(2, shape));
    return all(text(1, name), message(2, message(1, tensor)));
  }

  private static byte[] text(int field, String text) {
    return message(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] content) {
    return all(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] number(int field, int number) {
    return new byte[] {(byte) (field << 3), (byte) number};
  }

  private static byte[] all(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
