package org.alfheim.types;

import java.util.OptionalLong;

/**
 * A name that {@code typedef} gives to a type.
 *
 * @param name the name: {@code uLong}, {@code z_streamp}
 * @param target the type that it names, which may be such a name itself
 */
public record TypedefType(String name, CType target) implements ObjectType {
  @Override
  public CType resolved() {
    return target.resolved();
  }

  @Override
  public OptionalLong size() {
    return resolved() instanceof ObjectType object ? object.size() : OptionalLong.empty();
  }

  @Override
  public String declare(String declarator) {
    return CType.word(name, declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
