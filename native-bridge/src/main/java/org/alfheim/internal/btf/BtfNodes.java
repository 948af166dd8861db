package org.alfheim.internal.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.types.TypesException;

/** The type section that is being written. What says the same is there once. */
final class BtfNodes {
  private static final int MOST_ELEMENTS = 0xffff;

  private final BtfStringPool strings;
  private final List<ByteBuffer> nodes = new ArrayList<>();
  private final Map<ByteBuffer, Integer> numbers = new HashMap<>();

  BtfNodes(BtfStringPool strings) {
    this.strings = strings;
  }

  /**
   * A type.
   *
   * @param kind its kind
   * @param name its name; empty if it has none
   * @param count {@code vlen}
   * @param flag {@code kind_flag}
   * @param sizeOrType its size, or the type that it refers to
   * @param following what follows the common part, in words
   * @throws TypesException if it has more elements than BTF can say
   */
  ByteBuffer node(
      BtfKind kind, String name, int count, boolean flag, long sizeOrType, int... following) {
    if (count > MOST_ELEMENTS) {
      throw new TypesException(
          "BTF: " + name + " has " + count + " elements; BTF can say " + MOST_ELEMENTS);
    }
    if (sizeOrType >>> Integer.SIZE != 0) {
      throw new TypesException(
          "BTF: " + name + " has " + sizeOrType + " bytes; BTF can say less than 4 GiB");
    }
    ByteBuffer node =
        ByteBuffer.allocate(BtfTable.COMMON + following.length * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    node.putInt(strings.offset(name))
        .putInt(kind.number() << 24 | count | (flag ? 1 << 31 : 0))
        .putInt((int) sizeOrType);
    for (int word : following) {
      node.putInt(word);
    }
    return node.flip();
  }

  /** The number of a type that is there already or comes to be there. */
  int add(ByteBuffer node) {
    Integer known = numbers.get(node);
    if (known != null) {
      return known;
    }
    nodes.add(node);
    numbers.put(node, nodes.size());
    return nodes.size();
  }

  /** The number of a type that is to be filled in later. */
  int reserve() {
    nodes.add(ByteBuffer.allocate(0));
    return nodes.size();
  }

  /** Fills in a type. */
  void fill(int number, ByteBuffer node) {
    nodes.set(number - 1, node);
  }

  byte[] section() {
    ByteBuffer section = ByteBuffer.allocate(nodes.stream().mapToInt(ByteBuffer::limit).sum());
    nodes.forEach(node -> section.put(node.duplicate()));
    return section.array();
  }
}
