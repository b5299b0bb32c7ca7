/**
 * Everything that has got past gates like ours elsewhere, tried on ours.
 *
 * <p>{@link dev.portcullis.attack.Attacks} are the rows, {@link dev.portcullis.attack.AttackSuite}
 * sends them to a container, {@link dev.portcullis.attack.AttackTable} prints what came of them.
 */
package dev.portcullis.attack;
