package org.alfheim.itests.fuzz;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is broken, and what it is given to.
 *
 * @param <O> how far an input can come
 * @param seeds sound files, by name
 * @param fields where the fields of a sound file lie
 * @param outcomes all there are
 * @param trial what an input goes through; throws a {@link Finding}
 */
public record Target<O extends Enum<O>>(
    Map<String, byte[]> seeds,
    Function<byte[], List<Field>> fields,
    Class<O> outcomes,
    Function<MemorySegment, O> trial) {

  /**
   * Files that are to be loaded.
   *
   * @param folder where the compiler works
   */
  public static Target<Trial.Outcome> images(Path folder) {
    return new Target<>(Seeds.compile(folder), Fields::of, Trial.Outcome.class, Trial::run);
  }

  /**
   * What says types: DWARF, BTF, and the names of C++ and Rust.
   *
   * @param folder where the compilers work
   */
  public static Target<TypeTrial.Outcome> types(Path folder) {
    return new Target<>(
        TypeSeeds.compile(folder), TypeFields::of, TypeTrial.Outcome.class, TypeTrial::run);
  }

  /**
   * What the linker takes: objects and archives.
   *
   * @param folder where the compilers work
   */
  public static Target<LinkTrial.Outcome> objects(Path folder) {
    byte[] companion = ObjectSeeds.companion(folder);
    return new Target<>(
        ObjectSeeds.compile(folder),
        ObjectFields::of,
        LinkTrial.Outcome.class,
        input -> LinkTrial.run(companion, input));
  }
}
