package dev.portcullis.store;

/**
 * How a pool of our own stands.
 *
 * @param active connections that are lent
 * @param idle connections that are not
 * @param waiting threads that wait for one
 * @param size connections at most
 */
public record PoolUse(int active, int idle, int waiting, int size) {}
