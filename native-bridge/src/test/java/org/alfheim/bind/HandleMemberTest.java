package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Opaque pointers as members of structures. */
@Timeout(60)
class HandleMemberTest {
  private static final String SOURCE =
      """
      #include <stdlib.h>
      typedef struct db db;
      struct db { int number; };
      struct job { int id; db *db; void *user; };
      db *db_new(int number) { db *d = malloc(sizeof *d); d->number = number; return d; }
      int db_number(const db *d) { return d->number; }
      void db_free(db *d) { free(d); }
      int job_number(const struct job *j) { return j->db ? j->db->number + j->id : -1; }
      struct job job_of(db *d, int id) { return (struct job) { id, d, 0 }; }
      int job_given(struct job j) { return job_number(&j); }
      struct job *job_at(struct job *j) { return j; }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;

  interface Db extends Handle {}

  @Name("struct job")
  interface JobView extends Struct {
    JobView id(int id);

    Db db();

    JobView db(Db db);

    @Name("db")
    @Nullable
    Db maybe();

    @Name("db")
    JobView none(@Name("db") @Nullable Db db);
  }

  @Name("struct job")
  record Job(int id, Db db) {}

  interface Api {
    @Name("db_new")
    Db open(int number);

    @Name("db_number")
    int number(Db db);

    @Name("db_free")
    @Releases
    void free(Db db);

    @Name("job_number")
    int number(JobView job);

    @Name("job_of")
    Job of(Db db, int id);

    @Name("job_given")
    int given(Job job);

    @Name("job_at")
    JobView at(JobView job);
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("handle-members.so", SOURCE, "-g"));
  }

  @Test
  void aMemberIsTheHandleThatSomebodyHas() {
    Api api = plugin.bind(Api.class);
    try (Arena arena = Arena.ofConfined()) {
      Db db = api.open(40);
      JobView job = api.at(plugin.structure(JobView.class).allocate(arena)).id(2).db(db);
      assertThat(api.number(job)).isEqualTo(42);
      assertThat(job.db()).isSameAs(db);
      assertThat(api.of(db, 1)).isEqualTo(new Job(1, db));
      assertThat(api.of(db, 1).db()).isSameAs(db);
      assertThat(api.given(new Job(3, db))).isEqualTo(43);
      db.close();
      assertThat(job.maybe()).isNotNull().isNotSameAs(db);
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> job.db(db));
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> api.given(new Job(3, db)));
    }
  }

  @Test
  void nullIsAllowedWhereThatIsSaid() {
    Api api = plugin.bind(Api.class);
    try (Arena arena = Arena.ofConfined()) {
      JobView job = api.at(plugin.structure(JobView.class).allocate(arena));
      assertThat(job.maybe()).isNull();
      assertThatExceptionOfType(NullHandleException.class).isThrownBy(job::db);
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> job.db(null));
      Db db = api.open(1);
      job.db(db).none(null);
      assertThat(job.maybe()).isNull();
      db.close();
    }
  }

  @Test
  void withoutAContractNothingReleasesIt() {
    Api api = plugin.bind(Api.class);
    try (Arena arena = Arena.ofConfined()) {
      JobView job = plugin.structure(JobView.class).allocate(arena).id(1);
      Db db = api.open(5);
      job.db(db);
      assertThat(api.number(job.db())).isEqualTo(5);
      assertThat(job.db()).isEqualTo(db);
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> job.db().close());
      db.close();
    }
  }

  @Name("struct job")
  interface Wrong extends Struct {
    Db id();
  }

  @Test
  void whatIsNoPointerIsNoHandle() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(Wrong.class))
        .withMessage("Wrong.id() is Db, C has 'int id'");
  }
}
