/**
 * Tests of plugin bundles in a live framework; they run inside it.
 *
 * <p>A package for each subject: {@link org.alfheim.itests.framework.lifecycle}, {@link
 * org.alfheim.itests.framework.symbols}, {@link org.alfheim.itests.framework.deployer}, {@link
 * org.alfheim.itests.framework.policy}, {@link org.alfheim.itests.framework.inventory}. What they
 * have in common is in {@link org.alfheim.itests.framework.fixture}; the interfaces that the tests'
 * plugin bundles import, in {@link org.alfheim.itests.framework.contract}.
 */
package org.alfheim.itests.framework;
