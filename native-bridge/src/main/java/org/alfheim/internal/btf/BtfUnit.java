package org.alfheim.internal.btf;

import java.util.List;
import java.util.Optional;
import org.alfheim.names.RawText;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.VoidType;

/** What belongs to one header: names, types, and what is attached to them. */
final class BtfUnit {
  private static final List<String> KEYWORDS = List.of("struct ", "union ", "enum ", "class ");

  private final BtfTable table;
  private final NameIndex names;
  private final DeclarationTags tags;
  private final BtfTypeReader types;

  BtfUnit(BtfBytes bytes, BtfHeader header) {
    BtfStrings strings = new BtfStrings(bytes, header);
    this.table = BtfTable.read(bytes, header);
    this.names = new NameIndex(table, strings);
    this.tags = new DeclarationTags(table, strings);
    this.types = new BtfTypeReader(table, strings, tags);
  }

  /**
   * The type of a symbol, if all that is said of its name is the same; nobody can tell which of
   * several static functions is meant.
   */
  Optional<CType> symbol(String name) {
    byte[] wanted = RawText.encode(name);
    Optional<CType> type = Optional.empty();
    int first = 0;
    for (int id = names.symbol(wanted, 0); id != 0; id = names.symbol(wanted, id)) {
      if (first == 0) {
        first = table.target(id);
        type = held(id);
      } else if (table.target(id) != first && !alike(type, held(id))) {
        return Optional.empty();
      }
    }
    return type;
  }

  /** Whether two are written in the same way. */
  static boolean alike(Optional<CType> one, Optional<CType> other) {
    return one.map(CType::spelling).equals(other.map(CType::spelling));
  }

  private Optional<CType> held(int id) {
    int to = table.target(id);
    CType type = types.type(to);
    if (table.kind(id) == BtfKind.FUNC) {
      if (to == 0 || table.kind(to) != BtfKind.FUNC_PROTO) {
        throw table.bad(id, "is a function, and refers to type " + to + ", which is no prototype");
      }
      return Optional.of(type);
    }
    return type instanceof VoidType ? Optional.empty() : Optional.of(BtfTypeReader.object(type));
  }

  /** Where a symbol is declared. */
  Optional<SourcePosition> position(String name) {
    byte[] wanted = RawText.encode(name);
    int id = names.symbol(wanted, 0);
    if (id == 0) {
      return Optional.empty();
    }
    for (String tag : tags.of(id)) {
      if (tag.startsWith(BtfNames.POSITION)) {
        return Positions.parse(tag.substring(BtfNames.POSITION.length()));
      }
    }
    return Optional.empty();
  }

  /** The type that a name stands for; the first that is whole, or else the first. */
  Optional<CType> named(String name) {
    Optional<CType> best = Optional.empty();
    String tag = name;
    for (String keyword : KEYWORDS) {
      if (name.startsWith(keyword)) {
        tag = name.substring(keyword.length());
      }
    }
    boolean plain = tag.length() == name.length();
    for (String written : plain ? List.of(tag, "::" + tag) : List.of(tag)) {
      byte[] wanted = RawText.encode(written);
      for (int id = names.type(wanted, 0); id != 0; id = names.type(wanted, id)) {
        CType type = types.type(id);
        if (!type.spelling().equals(name)) {
          continue;
        }
        if (whole(type)) {
          return Optional.of(type);
        }
        best = best.isPresent() ? best : Optional.of(type);
      }
    }
    return best;
  }

  /** Whether a type says more than its name. */
  static boolean whole(CType type) {
    return switch (type.resolved()) {
      case StructureType structure -> true;
      case EnumType enumeration -> true;
      case ObjectType object -> type instanceof TypedefType;
      default -> false;
    };
  }
}
