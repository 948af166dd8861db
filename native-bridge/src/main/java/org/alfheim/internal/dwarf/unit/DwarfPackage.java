package org.alfheim.internal.dwarf.unit;

import java.util.List;
import java.util.Optional;
import org.alfheim.internal.dwarf.section.DebugFile;

/** A file that many units were put in that are split off ({@code .dwp}). */
final class DwarfPackage {
  private final DebugFile file;
  private final Optional<PackageIndex> units;
  private final Optional<PackageIndex> types;

  /**
   * A package.
   *
   * @param file the file
   * @throws org.alfheim.types.TypesException if its tables are damaged
   */
  DwarfPackage(DebugFile file) {
    this.file = file;
    this.units = PackageIndex.in(file.section(".debug_cu_index"));
    this.types = PackageIndex.in(file.section(".debug_tu_index"));
  }

  DebugFile file() {
    return file;
  }

  /** What belongs to a unit of a dwo_id; empty if it is not in the package. */
  Optional<Contribution> unit(long id) {
    return units.flatMap(index -> index.find(id));
  }

  /** What belongs to each type unit. */
  List<Contribution> types() {
    return types.map(PackageIndex::all).orElse(List.of());
  }

  /** What belongs to a type unit of a signature; empty if it is not in the package. */
  Optional<Contribution> type(long signature) {
    return types.flatMap(index -> index.find(signature));
  }
}
