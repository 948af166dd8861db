package org.alfheim.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.CarrierContent;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.carrier.LibraryFiles;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.carrier.ProviderScope;
import org.alfheim.internal.carrier.SearchPath;
import org.alfheim.internal.carrier.UndefinedFunctions;
import org.alfheim.internal.relocation.Fixups;
import org.alfheim.internal.relocation.FunctionArray;
import org.alfheim.internal.relocation.IndirectFunctions;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.RelocationPlanner;
import org.alfheim.internal.relocation.UnwindTable;
import org.alfheim.plugin.Waiver;

/** Makes {@link Plan}s. */
public final class Planner {
  private final Map<String, Provider> providers;
  private final Set<Waiver> waivers;
  private final LibraryFiles files;
  private final List<Provider> before;
  private final boolean closes;

  /**
   * A planner that waives nothing, for the plugins that are open now.
   *
   * @param providers those that can satisfy a {@code DT_NEEDED}, by soname
   */
  public Planner(Map<String, Provider> providers) {
    this(providers, Set.of());
  }

  /**
   * A planner for the plugins that are open now.
   *
   * @param providers those that can satisfy a {@code DT_NEEDED}, by soname
   * @param waivers what is not demanded of an image
   */
  public Planner(Map<String, Provider> providers, Set<Waiver> waivers) {
    this(providers, waivers, LibraryFiles.NONE);
  }

  /**
   * A planner for the plugins that are open now, and certain files of libraries.
   *
   * @param providers those that can satisfy a {@code DT_NEEDED}, by soname
   * @param waivers what is not demanded of an image
   * @param files the files that ld.so loads, where they are settled
   */
  public Planner(Map<String, Provider> providers, Set<Waiver> waivers, LibraryFiles files) {
    this(providers, waivers, files, List.of(), false);
  }

  private Planner(
      Map<String, Provider> providers,
      Set<Waiver> waivers,
      LibraryFiles files,
      List<Provider> before,
      boolean closes) {
    this.providers = Map.copyOf(providers);
    this.waivers = Set.copyOf(waivers);
    this.files = files;
    this.before = List.copyOf(before);
    this.closes = closes;
  }

  /**
   * The same planner for an image that others come before: what they define, thread-local variables
   * among it, takes the place of its own definitions.
   *
   * @param scope those images, the first one first, however many
   * @return another planner
   */
  public Planner behind(List<Provider> scope) {
    return new Planner(providers, waivers, files, scope, closes);
  }

  /**
   * The same planner for an image that is closed when nobody has it any more.
   *
   * @return another planner
   */
  public Planner closing() {
    return new Planner(providers, waivers, files, before, true);
  }

  /**
   * Decides how an image will be opened.
   *
   * @param image a checked image
   * @param identity how it is known
   * @return the plan
   * @throws ElfException if the image asks for what this loader refuses: an executable stack, not
   *     to be opened by dlopen, a segment that is writable and executable, a relocation that a
   *     shared object may not have or whose target or function lies outside the image's own range,
   *     a constructor, termination function or resolver of an indirect function outside its code,
   *     an unwind table that leads out of it, thread-local variables for others and no room for
   *     them
   */
  public Plan plan(SharedObject image, Identity identity) {
    ProviderScope scope = ProviderScope.of(image, before);
    return plan(scope.image(), identity, scope);
  }

  private Plan plan(SharedObject image, Identity identity, ProviderScope scope) {
    if (!waivers.contains(Waiver.EXECUTABLE_STACK)) {
      checkStack(image);
    }
    if (!waivers.contains(Waiver.NODLOPEN)) {
      checkOpenable(image);
    }
    checkFunction(image, "DT_INIT", image.init());
    checkFunction(image, "DT_FINI", image.fini());
    Layout layout = Layout.of(image);
    List<Dependency> dependencies = dependencies(image, new SearchPath(identity.directory()));
    RelocationPlanner relocations =
        new RelocationPlanner(image, waivers.contains(Waiver.TEXT_RELOCATIONS));
    relocations.plan();
    int own = image.finiArray().count() + (image.fini().isPresent() ? 1 : 0);
    Carrier carrier =
        Carrier.of(
            new CarrierContent(
                image,
                layout,
                before,
                dependencies,
                files,
                relocations.slots(),
                relocations.tls(),
                closes ? own + 1 : own,
                closes,
                identity,
                waivers.contains(Waiver.UNDEFINED_FUNCTIONS)
                    ? UndefinedFunctions.of(image, relocations.slots(), identity.name())
                    : UndefinedFunctions.NONE,
                CarrierContent.Role.IMAGE));
    Optional<Vaddr> dynamic = ShownDynamicSection.of(image, dependencies, carrier, relocations);
    Fixups fixups = relocations.fixups();
    FunctionArray.check(image, fixups, relocations.slots());
    UnwindTable.check(image, layout, fixups);
    checkThreadLocals(image);
    boolean indirectFunctions = IndirectFunctions.check(image, relocations.slots());
    Initialization initialization =
        new Initialization(image.init(), image.initArray(), image.finiArray(), image.fini());
    return new Plan(
        image,
        identity,
        layout,
        scope.members(),
        dependencies,
        relocations.slots(),
        fixups,
        relocations.patched(),
        initialization,
        indirectFunctions,
        carrier,
        dynamic);
  }

  private List<Dependency> dependencies(SharedObject image, SearchPath paths) {
    List<Dependency> dependencies = new ArrayList<>();
    for (String needed : image.needed()) {
      Provider provider = providers.get(needed);
      String file = files.named().get(needed);
      if (provider != null) {
        dependencies.add(new Dependency.OnPlugin(needed, provider));
      } else {
        dependencies.add(new Dependency.OnSystem(file == null ? paths.expandName(needed) : file));
      }
    }
    return dependencies;
  }

  private static void checkStack(SharedObject image) {
    Optional<ProgramHeader> stack = image.segment(ProgramHeader.PT_GNU_STACK);
    if (stack.isPresent() && stack.get().executable()) {
      throw new ElfException(
          image.name(),
          "PT_GNU_STACK",
          -1,
          "the image asks for an executable stack",
          "mark its assembly with .note.GNU-stack, link it with -z noexecstack, or "
              + Waiver.EXECUTABLE_STACK.cure());
    }
  }

  private static void checkOpenable(SharedObject image) {
    long flags = image.dynamic().value(DynamicSection.DT_FLAGS_1).orElse(0);
    if ((flags & DynamicSection.DF_1_NOOPEN) != 0) {
      throw new ElfException(
          image.name(),
          "DF_1_NOOPEN",
          -1,
          "shared object cannot be dlopen()ed: it is for programs that were linked with it",
          "link it without -z nodlopen, or " + Waiver.NODLOPEN.cure());
    }
  }

  /**
   * ld.so divides by the alignment of the storage when it binds another library to such a variable,
   * and that is 0 where there is none.
   */
  private static void checkThreadLocals(SharedObject image) {
    SymbolTable symbols = image.symbols();
    if (!symbols.hasThreadLocals()
        || image
            .segment(ProgramHeader.PT_TLS)
            .map(segment -> segment.memorySize() != 0)
            .orElse(false)) {
      return;
    }
    for (int i = 1; i < symbols.count(); i++) {
      if ((symbols.info(i) & 15) == SymbolTable.TLS && symbols.exported(i)) {
        throw new ElfException(
            image.name(),
            "PT_TLS",
            -1,
            "the variable " + symbols.name(i) + " is thread-local, and the image has no PT_TLS",
            "the image is damaged: link it again, or get a complete copy of the file");
      }
    }
  }

  private static void checkFunction(SharedObject image, String tag, Optional<Vaddr> function) {
    if (function.isEmpty() || Layout.executable(image, function.get())) {
      return;
    }
    throw new ElfException(
        image.name(),
        tag,
        -1,
        "the function at " + function.get() + " lies outside the image's code",
        "the image is damaged");
  }
}
