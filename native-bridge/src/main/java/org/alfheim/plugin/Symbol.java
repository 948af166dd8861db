package org.alfheim.plugin;

import java.util.Optional;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variable;
import org.alfheim.types.KnownType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An exported symbol of an open plugin: Go's {@code plugin.Symbol}. An ELF symbol has no type of
 * its own; debug information may know it, and a typed view gives it one. A view that contradicts
 * what is known is refused.
 */
@ProviderType
public interface Symbol {

  /** The plugin that exports the symbol. */
  Plugin plugin();

  /** The symbol's name. */
  String name();

  /** The name of the symbol's version, where the image has versions. */
  Optional<String> version();

  /** What the symbol stands for. */
  SymbolKind kind();

  /** {@code st_size} in bytes; 0 where the image does not say. */
  long size();

  /**
   * The symbol's type, and who says so: debug information in the image or beside it, or what the
   * bundle carries.
   *
   * @return the type; empty if nothing knows it
   */
  Optional<KnownType> type();

  /**
   * The variable as the type that is known.
   *
   * @return a view that reads and writes the variable in place
   * @throws org.alfheim.bind.BindingException if the symbol is a function, or its type is not known
   */
  Variable<Object> variable();

  /**
   * The function as the type that is known.
   *
   * @return the function
   * @throws org.alfheim.bind.BindingException if the symbol is not a function, its type is not
   *     known, or a value of it has no counterpart here
   */
  NativeFunction function();

  /**
   * The variable as a Java type: {@code *v.(*int) = 7} in Go.
   *
   * @param <T> the boxed Java type
   * @param type a primitive type's class, {@code String.class} or {@code MemorySegment.class}, see
   *     {@link Variable}; the latter only of a {@link LocalSymbol}, and as {@linkplain Restricted
   *     restricted} as {@link LocalSymbol#segment}
   * @return a view that reads and writes the variable in place
   * @throws org.alfheim.bind.BindingException if the symbol is a function, or its size is not that
   *     of the type
   * @throws org.alfheim.bind.TypeMismatchException if it contradicts the {@link #type}
   */
  <T> Variable<T> variable(Class<T> type);

  /**
   * The variable as a C type.
   *
   * @param declaration a C declaration such as {@code "int V"} or a type such as {@code "int"}; or
   *     the symbol's name, for the type that is known
   * @return a view that reads and writes the variable in place
   * @throws org.alfheim.bind.declaration.DeclarationException if the declaration can't be read
   * @throws org.alfheim.bind.BindingException if it names another symbol, the symbol is a function,
   *     or its size is not that of the type
   * @throws org.alfheim.bind.TypeMismatchException if it contradicts the {@link #type}
   */
  Variable<Object> variable(String declaration);

  /**
   * The function by its C prototype, for callers that know it only at run time (a shell).
   *
   * @param prototype a C prototype such as {@code "int add(int, int)"}; or the symbol's name, for
   *     the type that is known
   * @return the function
   * @throws org.alfheim.bind.declaration.DeclarationException if the prototype can't be read
   * @throws org.alfheim.bind.BindingException if it names another symbol, or the symbol is not a
   *     function
   * @throws org.alfheim.bind.TypeMismatchException if it contradicts the {@link #type}
   */
  NativeFunction function(String prototype);

  /**
   * The function as a Java functional interface: {@code f.(func())()} in Go.
   *
   * @param <F> the interface
   * @param functional an interface with one abstract method; its types are those of {@link
   *     Plugin#bind}
   * @return an implementation that calls the function
   * @throws org.alfheim.bind.BindingException if it is not a functional interface, or the symbol is
   *     not a function
   * @throws org.alfheim.bind.TypeMismatchException if it contradicts the {@link #type}
   */
  <F> F function(Class<F> functional);
}
