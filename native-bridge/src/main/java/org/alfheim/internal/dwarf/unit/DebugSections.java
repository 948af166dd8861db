package org.alfheim.internal.dwarf.unit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.UnitHeader;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.types.TypesException;

/**
 * The debug information of an image, of all files that it is spread over: the image's own, the one
 * that it shares with others, and those of units that are split off.
 */
public final class DebugSections {
  private static final int SUPPLEMENTARY_HEADER = 3;

  private final DebugFile file;
  private final Companions companions;
  private final List<InfoSection> infos = new CopyOnWriteArrayList<>();
  private final Map<Integer, Optional<Unit>> split = new ConcurrentHashMap<>();
  private volatile Sections main;
  private volatile Sections alternate;
  private final Map<Long, Optional<Unit>> packagedTypes = new ConcurrentHashMap<>();
  private Optional<DwarfPackage> packaged;

  public DebugSections(DebugFile file, Companions companions) {
    this.file = file;
    this.companions = companions;
  }

  public DebugFile file() {
    return file;
  }

  /** The section of a number. */
  public InfoSection info(int number) {
    return infos.get(number);
  }

  /** The DIE of an id. */
  public Die die(long id) {
    InfoSection info = info((int) (id >>> 32));
    int offset = (int) id;
    return Die.at(info.containing(offset), offset);
  }

  /** The sections of the image itself. */
  public Sections main() {
    Sections known = main;
    if (known == null) {
      synchronized (this) {
        known = main == null ? add(new Sections(file, false), null) : main;
        main = known;
      }
    }
    return known;
  }

  private synchronized Sections add(Sections sections, Unit skeleton) {
    List<InfoSection> own = new ArrayList<>();
    for (String name : List.of(".debug_info", ".debug_types")) {
      for (SectionBytes bytes : sections.sections(name)) {
        boolean types = name.equals(".debug_types");
        own.add(new InfoSection(this, infos.size() + own.size(), sections, bytes, types, skeleton));
      }
    }
    if (own.isEmpty()) {
      SectionBytes none = SectionBytes.absent(sections.file().name(), ".debug_info");
      own.add(new InfoSection(this, infos.size(), sections, none, false, skeleton));
    }
    sections.infos(own);
    infos.addAll(own);
    return sections;
  }

  /** Whether the image shares a file with others. */
  public boolean hasAlternate() {
    return !link().isEmpty();
  }

  private SectionBytes link() {
    SectionBytes gnu = file.section(".gnu_debugaltlink");
    return gnu.isEmpty() ? file.section(".debug_sup") : gnu;
  }

  /**
   * The sections of the file that is shared with others.
   *
   * @throws TypesException if the file is not there, or is another one
   */
  public Sections alternate() {
    Sections known = alternate;
    if (known == null) {
      synchronized (this) {
        known = alternate == null ? openAlternate() : alternate;
        alternate = known;
      }
    }
    return known;
  }

  /**
   * The section that a reference into the shared file means.
   *
   * @param at the reference
   */
  public InfoSection alternate(Value at) {
    if (!hasAlternate()) {
      throw at.bad("it leads into another file, and no .gnu_debugaltlink names one");
    }
    return alternate().main();
  }

  private Sections openAlternate() {
    SectionBytes link = link();
    Reader reader = new Reader(link, 0, link.size());
    String path;
    if (link.name().equals(".debug_sup")) {
      reader.skip(SUPPLEMENTARY_HEADER);
      path = link.string(reader.position());
      reader.skipString();
      reader.uleb();
    } else {
      path = link.string(0);
      reader.skipString();
    }
    byte[] id = new byte[reader.end() - reader.position()];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) reader.u1();
    }
    String buildId = HexFormat.of().formatHex(id);
    Companions.Companion found =
        companions
            .alternate(path, buildId)
            .orElseThrow(() ->
                link.bad(
                    0,
                    "the file that it shares with others is not there: "
                        + path
                        + " of build id "
                        + buildId));
    DebugFile shared = new DebugFile(found.name(), found.bytes());
    if (!shared.buildId().equals(buildId)) {
      throw link.bad(
          0,
          found.name() + " has the build id " + shared.buildId() + ", " + buildId + " is wanted");
    }
    return add(new Sections(shared, false), null);
  }

  /**
   * The type of a signature.
   *
   * @param from the unit that refers to it
   * @param signature the signature
   * @param at the reference
   */
  public Die type(Unit from, long signature, Value at) {
    Unit unit = from.sections().type(signature);
    if (unit == null && from.sections() != main()) {
      unit = main().type(signature);
    }
    if (unit == null) {
      unit = packagedTypes.computeIfAbsent(signature, this::packagedType).orElse(null);
    }
    if (unit == null) {
      throw at.bad("no type unit has the signature 0x" + Long.toHexString(signature));
    }
    UnitHeader header = unit.header();
    long offset = header.typeOffset();
    if (offset < header.first() - header.start() || offset >= header.end() - header.start()) {
      throw header.bad(unit.bytes(), "type_offset is not in the unit");
    }
    return Die.at(unit, header.start() + (int) offset);
  }

  /**
   * The unit that has what a unit was compiled to: itself, or the one that is split off from it.
   *
   * @return the unit, or empty if it is split off and the file is not there
   */
  public Optional<Unit> whole(Unit unit) {
    Die root = unit.root();
    if (root == null || unit.sections().split()) {
      return Optional.of(unit);
    }
    Value name = root.value(At.DWO_NAME);
    Value split = name == null ? root.value(At.GNU_DWO_NAME) : name;
    return split == null ? Optional.of(unit) : part(unit, root, split.string());
  }

  private Optional<Unit> part(Unit skeleton, Die root, String name) {
    int start = skeleton.header().start();
    Optional<Unit> known = split.get(start);
    if (known == null) {
      synchronized (this) {
        known = split.containsKey(start) ? split.get(start) : openPart(skeleton, root, name);
        split.put(start, known);
      }
    }
    return known;
  }

  /** The package of all units that are split off, if there is one. */
  private synchronized Optional<DwarfPackage> packaged() {
    if (packaged == null) {
      packaged =
          companions
              .packaged()
              .map(found -> new DwarfPackage(new DebugFile(found.name(), found.bytes())));
    }
    return packaged;
  }

  /** The sections of each type unit of the package, if there is one. */
  public List<Sections> packagedTypes() {
    List<Sections> found = new ArrayList<>();
    packaged()
        .ifPresent(all -> {
          for (Contribution parts : all.types()) {
            found.add(add(new Sections(all.file(), parts), null));
          }
        });
    return found;
  }

  private Optional<Unit> packagedType(long signature) {
    Optional<DwarfPackage> all = packaged();
    return all.flatMap(one -> one.type(signature))
        .map(parts -> add(new Sections(all.get().file(), parts), null).type(signature));
  }

  private Optional<Unit> openPart(Unit skeleton, Die root, String name) {
    Optional<DwarfPackage> all = packaged();
    Optional<Contribution> parts = all.flatMap(one -> one.unit(id(skeleton, root)));
    return parts.isPresent()
        ? Optional.of(
            unit(add(new Sections(all.get().file(), parts.get()), skeleton), skeleton, root))
        : openFile(skeleton, root, name);
  }

  private Optional<Unit> openFile(Unit skeleton, Die root, String name) {
    Value folder = root.value(At.COMP_DIR);
    Optional<Companions.Companion> found =
        companions.split(folder == null ? "" : folder.string(), name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    DebugFile dwo = new DebugFile(found.get().name(), found.get().bytes());
    return Optional.of(unit(add(new Sections(dwo, true), skeleton), skeleton, root));
  }

  /** The unit that is split off from another, among others. */
  private static Unit unit(Sections sections, Unit skeleton, Die root) {
    long wanted = id(skeleton, root);
    for (InfoSection info : sections.infos()) {
      for (int start : info.starts()) {
        Unit unit = info.unit(start);
        Die first = unit.root();
        if (!unit.header().type() && first != null && id(unit, first) == wanted) {
          return unit;
        }
      }
    }
    throw root.bad(
        sections.file().name()
            + " has no unit of dwo_id 0x"
            + Long.toHexString(wanted)
            + "; it is of another build");
  }

  private static long id(Unit unit, Die root) {
    if (unit.header().version() >= 5) {
      return unit.header().id();
    }
    Value id = root.value(At.GNU_DWO_ID);
    return id == null ? 0 : id.unsigned();
  }
}
