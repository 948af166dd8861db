package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.alfheim.plugin.admission.Admission;

/**
 * How an image is opened. Made by a builder:
 *
 * {@snippet file="FirstPlugin.java" region="options"}
 *
 * <p>Of a plugin that is open already only {@link #provenance} and {@link #typeSources} count:
 * everything else was settled when it was opened first.
 */
public final class OpenOptions {
  private static final OpenOptions USUAL = builder().build();

  private final List<Plugin> dependencies;
  private final Set<Waiver> waivers;
  private final Optional<Provenance> provenance;
  private final Optional<Path> folder;
  private final List<BackEndOption> backEndOptions;
  private final List<TypeSource> typeSources;
  private final List<GoHosts> goHosts;
  private final Optional<String> goRuntime;
  private final Linking linking;

  private OpenOptions(Builder builder) {
    dependencies = List.copyOf(builder.dependencies);
    waivers = Set.copyOf(builder.waivers);
    provenance = Optional.ofNullable(builder.provenance);
    folder = Optional.ofNullable(builder.folder);
    backEndOptions = List.copyOf(builder.backEndOptions);
    typeSources = List.copyOf(builder.typeSources);
    goHosts = List.copyOf(builder.goHosts);
    goRuntime = Optional.ofNullable(builder.goRuntime);
    linking = builder.linking;
  }

  /** Everything is demanded of the image, and dependencies are found where they are. */
  public static OpenOptions usual() {
    return USUAL;
  }

  /** A builder that begins with the {@linkplain #usual usual} options. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Plugins that satisfy an entry of {@code DT_NEEDED} by {@link Plugin#neededName}, before any
   * other open plugin and before the system's libraries, in this order.
   */
  public List<Plugin> dependencies() {
    return dependencies;
  }

  /** What is not demanded of the image. */
  public Set<Waiver> waivers() {
    return waivers;
  }

  /** Where the image comes from, for an {@link Admission}. */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /**
   * What {@code $ORIGIN} stands for in an image in memory; absolute. Of a file it is the file's own
   * folder, whatever is said here.
   */
  public Optional<Path> folder() {
    return folder;
  }

  /** What is demanded of a {@linkplain org.alfheim.plugin.spi back end}; it chooses one, too. */
  public List<BackEndOption> backEndOptions() {
    return backEndOptions;
  }

  /**
   * Who knows the types of the image's symbols, besides the file that it is opened from, in the
   * order in which they are asked.
   */
  public List<TypeSource> typeSources() {
    return typeSources;
  }

  /** Who has hosts for a Go plugin, in the order in which they are asked. */
  public List<GoHosts> goHosts() {
    return goHosts;
  }

  /** The name of the runtime that a Go plugin shares with others; without one it has its own. */
  public Optional<String> goRuntime() {
    return goRuntime;
  }

  /** How relocatable objects and archives become an image. */
  public Linking linking() {
    return linking;
  }

  /** Collects options. It is not safe for use by several threads. */
  public static final class Builder {
    private final List<Plugin> dependencies = new ArrayList<>();
    private final Set<Waiver> waivers = EnumSet.noneOf(Waiver.class);
    private final List<BackEndOption> backEndOptions = new ArrayList<>();
    private final List<TypeSource> typeSources = new ArrayList<>();
    private final List<GoHosts> goHosts = new ArrayList<>();
    private String goRuntime;
    private Provenance provenance;
    private Path folder;
    private Linking linking = Linking.USUAL;

    private Builder() {}

    /**
     * Adds plugins that come first where the image needs a library. An image in memory that is
     * opened with other dependencies is another plugin: so two versions of a library live side by
     * side, each with the consumers that were bound to it.
     *
     * @param plugins plugins that are open where the image is to be: of the same back end
     * @return this builder
     */
    public Builder dependOn(Plugin... plugins) {
      return dependOn(Arrays.asList(plugins));
    }

    /**
     * The same for a collection.
     *
     * @param plugins as above
     * @return this builder
     */
    public Builder dependOn(Collection<? extends Plugin> plugins) {
      dependencies.addAll(plugins);
      return this;
    }

    /**
     * Adds demands that are not made. Each takes a protection away.
     *
     * @param demands what is not demanded
     * @return this builder
     */
    public Builder waive(Waiver... demands) {
      return waive(Arrays.asList(demands));
    }

    /**
     * The same for a collection.
     *
     * @param demands as above
     * @return this builder
     */
    public Builder waive(Collection<Waiver> demands) {
      waivers.addAll(demands);
      return this;
    }

    /**
     * Says where the image comes from, for an {@link Admission}.
     *
     * @param origin where it comes from
     * @return this builder
     */
    public Builder provenance(Provenance origin) {
      this.provenance = origin;
      return this;
    }

    /**
     * Says what {@code $ORIGIN} stands for in an image in memory: the folder of the file that it is
     * a copy of. With another folder it is another plugin.
     *
     * @param origin an absolute path
     * @return this builder
     * @throws IllegalArgumentException if the path is not absolute
     */
    public Builder folder(Path origin) {
      if (!origin.isAbsolute()) {
        throw new IllegalArgumentException("$ORIGIN can't be " + origin + ": it is not absolute");
      }
      this.folder = origin;
      return this;
    }

    /**
     * Adds options of a {@linkplain org.alfheim.plugin.spi back end}. A plugin is opened only by a
     * back end that knows all of them.
     *
     * @param options as the back end defines them
     * @return this builder
     */
    public Builder with(BackEndOption... options) {
      backEndOptions.addAll(Arrays.asList(options));
      return this;
    }

    /**
     * Adds who knows the types of the image's symbols. The file that an image is opened from is
     * asked first, without being named here. Of a plugin that is open already, sources are added.
     *
     * <p>A source whose class is of another class loader than this package, such as that of a
     * bundle, is held weakly: a plugin is never closed, and would keep the bundle's classes.
     * Whoever adds it keeps it as long as it may be asked.
     *
     * @param sources who may be asked, after those that were added before
     * @return this builder
     */
    public Builder typesFrom(TypeSource... sources) {
      typeSources.addAll(Arrays.asList(sources));
      return this;
    }

    /**
     * Adds who has hosts for a Go plugin ({@code go build -buildmode=plugin}); without a host such
     * a plugin is refused. Other images have no need of them.
     *
     * @param hosts who is asked, after those that were added before; the first that has a host
     *     gives it
     * @return this builder
     */
    public Builder goHosts(GoHosts... hosts) {
      goHosts.addAll(Arrays.asList(hosts));
      return this;
    }

    /**
     * Adds a host for Go plugins.
     *
     * @param file the path of a host, such as {@code alfheim go-host} builds
     * @return this builder
     */
    public Builder goHost(Path file) {
      return goHosts(GoHosts.of(file));
    }

    /**
     * Has a Go plugin share its runtime with others, so that they can exchange values of Go's
     * types: those that were opened before with the same name. All of them must agree on each
     * package that two of them have, and a module is there once. A plugin in another runtime is
     * another plugin.
     *
     * @param name the name of the runtime, which starts with its first plugin
     * @return this builder
     */
    public Builder goRuntime(String name) {
      this.goRuntime = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Says how relocatable objects and archives become an image. What was made of them in another
     * way is another plugin.
     *
     * @param how what is linked
     * @return this builder
     */
    public Builder linking(Linking how) {
      this.linking = Objects.requireNonNull(how, "how");
      return this;
    }

    /** The options that were collected. */
    public OpenOptions build() {
      return new OpenOptions(this);
    }
  }
}
