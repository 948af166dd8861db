package org.alfheim.internal.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.TypesException;

/**
 * Writes BTF. The same symbols give the same bytes, in whatever order they come, and what is the
 * same is there once.
 */
public final class BtfWriter {
  private static final int GLOBAL = 1;

  private final BtfStringPool strings = new BtfStringPool();
  private final BtfNodes nodes = new BtfNodes(strings);
  private final TypeNodes types;

  private BtfWriter(StructureClasses classes) {
    this.types = new TypeNodes(nodes, strings, classes);
  }

  /**
   * The BTF of symbols.
   *
   * @param symbols the symbols
   * @param more types that are to be found by their names though no symbol leads to them
   * @return the bytes of a section {@code .BTF}, or of a file
   * @throws TypesException if something can't be said in BTF: an array of 2^32 elements and more, a
   *     type of 4 GiB and more, more than 65,535 members, a bit-field behind 2 MiB; or if a
   *     structure's members can't be read where they come from
   */
  public static byte[] write(Collection<TypedSymbol> symbols, Collection<? extends CType> more) {
    List<TypedSymbol> sorted =
        symbols.stream().sorted(Comparator.comparing(TypedSymbol::name)).toList();
    List<CType> others = new ArrayList<>(more);
    others.sort(Comparator.comparing(CType::spelling));
    List<CType> roots = new ArrayList<>(others);
    sorted.forEach(symbol -> roots.add(symbol.type()));
    BtfWriter writer = new BtfWriter(new StructureClasses(roots));
    sorted.forEach(writer::add);
    others.forEach(writer.types::number);
    writer.types.finish();
    return writer.bytes();
  }

  private void add(TypedSymbol symbol) {
    // extern handler f; declares a function, if that is what the typedef names.
    ByteBuffer node =
        symbol.type().resolved() instanceof FunctionType function
            ? nodes.node(BtfKind.FUNC, symbol.name(), GLOBAL, false, number(symbol, function))
            : nodes.node(
                BtfKind.VAR, symbol.name(), 0, false, number(symbol, symbol.type()), GLOBAL);
    int number = nodes.add(node);
    symbol
        .position()
        .ifPresent(position -> types.tag(number, BtfNames.POSITION + Positions.format(position)));
  }

  private int number(TypedSymbol symbol, CType type) {
    try {
      return types.number(type);
    } catch (TypesException e) {
      throw new TypesException(symbol.name() + ": " + e.getMessage(), e);
    }
  }

  private byte[] bytes() {
    byte[] typeSection = nodes.section();
    byte[] stringSection = strings.section();
    return ByteBuffer.allocate(BtfHeader.SIZE + typeSection.length + stringSection.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) BtfHeader.MAGIC)
        .put((byte) BtfHeader.VERSION)
        .put((byte) 0)
        .putInt(BtfHeader.SIZE)
        .putInt(0)
        .putInt(typeSection.length)
        .putInt(typeSection.length)
        .putInt(stringSection.length)
        .put(typeSection)
        .put(stringSection)
        .array();
  }
}
