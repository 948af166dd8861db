package org.alfheim.plugin;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;
import org.alfheim.bind.SymbolKind;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A symbol of a plugin in this process. What it has beside a {@link Symbol} is as dangerous as the
 * restricted methods of {@link java.lang.foreign}: a descriptor or a layout that is not the
 * symbol's own corrupts memory or ends the JVM.
 */
@ProviderType
public interface LocalSymbol extends Symbol {

  @Override
  LocalPlugin plugin();

  /**
   * Where the symbol lies in this process; of a {@link SymbolKind#TLS} symbol it is the calling
   * thread's copy.
   *
   * @return the address; empty if the symbol is an absolute value, or lies outside the image's
   *     segments
   */
  OptionalLong address();

  /**
   * The function as a method handle, by the terms of {@link
   * java.lang.foreign.Linker#downcallHandle}, and restricted as that is.
   *
   * @param descriptor the function's parameters and result
   * @return a handle whose leading parameters are those of the descriptor
   * @throws org.alfheim.bind.BindingException if the symbol is not a function
   */
  @Restricted
  MethodHandle downcallHandle(FunctionDescriptor descriptor);

  /**
   * The symbol's raw place in this process, for those who ask for it: its address, {@linkplain
   * MemorySegment#reinterpret(long) reinterpreted} with its size, and restricted as that is. Of a
   * {@link SymbolKind#TLS} symbol it is the calling thread's copy.
   *
   * @return memory of {@link #size()} bytes, or up to the end of the symbol's segment where the
   *     image does not say
   * @throws org.alfheim.bind.BindingException if the symbol is an absolute value, or lies outside
   *     the image's segments, or is one that ld.so is asked for and does not find (a thread-local
   *     variable of an image without a hash table)
   */
  @Restricted
  MemorySegment segment();
}
