package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variable;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;

/** A symbol of a live image, as far as typed access has to know it. */
public interface Target {

  /** The symbol's name, without a version. */
  String name();

  /** What the symbol stands for. */
  SymbolKind kind();

  /** {@code st_size}: the symbol's size in bytes, or 0 where the image does not say. */
  long size();

  /** The image's name, for messages. */
  String image();

  /**
   * Whether the symbol's memory may be written: it lies in a {@code PT_LOAD} with {@code PF_W} and
   * not within {@code PT_GNU_RELRO}, or it is a {@link SymbolKind#TLS} symbol. A write to other
   * memory would end the process, so {@link Variable#set} asks here first.
   *
   * @return whether a write is safe; false for a function
   */
  boolean writable();

  /**
   * What is known of the symbol's type, by which values are passed; empty if nothing is. Unless
   * {@linkplain #typesWaived() that is waived}, nobody may contradict it who binds the symbol.
   */
  Optional<KnownType> knownType();

  /** Whether whoever opened the image lets types contradict what is known. */
  default boolean typesWaived() {
    return false;
  }

  /** Why what may say types could not be read, a line for each; what has been noticed so far. */
  default List<String> typeProblems() {
    return List.of();
  }

  /**
   * What is known of a name of a type that a declaration uses, such as {@code sqlite3}.
   *
   * @param name the name of a typedef, or a tag with its keyword
   */
  Optional<CType> typeNamed(String name);

  /**
   * Where the symbol lies in this process: {@link #size()} bytes where that is known, else all that
   * may belong to it. For a {@link SymbolKind#TLS} symbol it is the copy of the calling thread and
   * must not be kept.
   *
   * @return the symbol's memory; it lives as long as the process
   * @throws BindingException if the symbol is no place in memory
   */
  MemorySegment segment();
}
