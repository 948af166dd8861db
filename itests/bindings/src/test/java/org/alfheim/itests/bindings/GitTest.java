package org.alfheim.itests.bindings;

import static bindings.git.Git2Constants.GIT_ITEROVER;
import static bindings.git.Git2Constants.GIT_SORT_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bindings.git.Git2;
import bindings.git.GitBlob;
import bindings.git.GitCommit;
import bindings.git.GitObjectType;
import bindings.git.GitOdb;
import bindings.git.GitOid;
import bindings.git.GitRepository;
import bindings.git.GitRevwalk;
import bindings.git.GitSignature;
import bindings.git.GitTree;
import bindings.git.GitTreewalkMode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.alfheim.bind.StatusException;
import org.alfheim.bind.Structure;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program over libgit2; what is right git says. */
class GitTest {
  private static Git2 git;
  private static Structure<GitOid> ids;

  @TempDir static Path folder;
  private static Tool tool;

  @BeforeAll
  static void makeARepository() throws IOException {
    LocalPlugin plugin = Library.GIT.open();
    git = plugin.bind(Git2.class);
    ids = plugin.structure(GitOid.class);
    assertThat(git.gitLibgit2Init()).isPositive();
    tool = new Tool(folder);
    tool.run("git", "init", "-q", ".");
    tool.run("git", "config", "user.name", "Ada L.");
    tool.run("git", "config", "user.email", "ada@example.org");
    Files.writeString(folder.resolve("read.me"), "first\n");
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/text"), "some text\n");
    commit("The first\n\nwith a body", "2020-02-03T04:05:06+0100");
    Files.writeString(folder.resolve("read.me"), "second\n");
    commit("The second", "2021-02-03T04:05:06-0300");
  }

  private static void commit(String message, String date) {
    tool.run("git", "add", ".");
    tool.run("git", "commit", "-q", "-m", message, "--date", date);
  }

  private static String text(GitOid id) {
    return HexFormat.of().formatHex(id.id());
  }

  @Test
  void commitsAreThoseOfTheLog() {
    StringBuilder log = new StringBuilder();

    try (Arena arena = Arena.ofConfined();
        GitRepository repository = git.gitRepositoryOpen(folder.toString());
        GitRevwalk walk = git.gitRevwalkNew(repository)) {
      assertThat(git.gitRevwalkSorting(walk, GIT_SORT_TIME)).isZero();
      assertThat(git.gitRevwalkPushHead(walk)).isZero();
      GitOid id = ids.allocate(arena);
      int status = git.gitRevwalkNext(id, walk);
      while (status == 0) {
        try (GitCommit commit = git.gitCommitLookup(repository, id)) {
          GitSignature author = git.gitCommitAuthor(commit);
          log.append(CText.at(git.gitOidTostrS(id)))
              .append('|' + CText.at(author.name()) + '|' + CText.at(author.email()))
              .append("|" + author.when().time() + '|' + git.gitCommitParentcount(commit))
              .append('|' + git.gitCommitMessage(commit) + "#\n");
        }
        status = git.gitRevwalkNext(id, walk);
      }
      assertThat(status).isEqualTo(GIT_ITEROVER);
    }

    String parents = "1";
    String expected = tool.run("git", "log", "--format=%H|%an|%ae|%at|%P|%B#");
    // git names the parents.
    assertThat(log)
        .hasToString(
            expected
                .replaceFirst("[0-9a-f]{40}(?=\\|The second)", parents)
                .replace("||The first", "|0|The first"));
  }

  @Test
  void aTreeIsWalkedDownToItsBlobs() {
    StringBuilder listed = new StringBuilder();

    try (Arena arena = Arena.ofConfined();
        GitRepository repository = git.gitRepositoryOpen(folder.toString())) {
      GitOid head = ids.allocate(arena);
      assertThat(git.gitReferenceNameToId(head, repository, "HEAD")).isZero();
      try (GitCommit commit = git.gitCommitLookup(repository, head);
          GitTree tree = git.gitCommitTree(commit)) {
        assertThat(git.gitTreeEntrycount(tree)).isEqualTo(2);
        git.gitTreeWalk(
            tree,
            GitTreewalkMode.PRE,
            (root, entry, _) -> {
              if (git.gitTreeEntryType(entry) == GitObjectType.BLOB) {
                GitOid id = git.gitTreeEntryId(entry);
                listed.append(text(id) + " " + root + git.gitTreeEntryName(entry) + " ");
                listed.append(content(repository, id));
              }
              return 0;
            },
            MemorySegment.NULL);
      }
    }

    StringBuilder expected = new StringBuilder();
    tool.run("git", "ls-tree", "-r", "HEAD")
        .lines()
        .map(line -> line.split("\\s+", -1))
        .forEach(line ->
            expected
                .append(line[2] + " " + line[3] + " ")
                .append(tool.run("git", "cat-file", "blob", line[2])));
    assertThat(listed).hasToString(expected.toString());
  }

  @Test
  void objectsComeToACallbackAsViews() {
    List<String> found = new ArrayList<>();

    try (GitRepository repository = git.gitRepositoryOpen(folder.toString());
        GitOdb objects = git.gitRepositoryOdb(repository)) {
      git.gitOdbForeach(
          objects,
          (id, _) -> {
            found.add(text(id));
            return 0;
          },
          MemorySegment.NULL);
    }

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            tool.run("git", "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
                .lines()
                .toList());
  }

  private static String content(GitRepository repository, GitOid id) {
    try (GitBlob blob = git.gitBlobLookup(repository, id)) {
      return new String(
          CText.bytes(git.gitBlobRawcontent(blob), git.gitBlobRawsize(blob)),
          StandardCharsets.UTF_8);
    }
  }

  @Test
  void aFailureIsAnExceptionAndItsTextIsAView() {
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> git.gitRepositoryOpen(folder.resolve("none").toString()))
        .withMessageContaining("git_repository_open");
    assertThat(CText.at(git.gitErrorLast().message())).contains("failed to resolve path");
  }

  @Test
  void aHandleIsReleasedOnce() {
    GitRepository repository = git.gitRepositoryOpen(folder.toString());
    repository.close();
    repository.close();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> git.gitRepositoryIsBare(repository));
  }
}
