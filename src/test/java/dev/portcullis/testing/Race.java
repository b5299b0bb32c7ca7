package dev.portcullis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that do the same at the same moment. */
public final class Race {
  private Race() {}

  /** What a racer does; racers are numbered from 0. */
  public interface Racer<T> {
    T run(int number) throws Exception;
  }

  /** The answers of all racers, in their order; what one of them throws ends the test. */
  public static <T> List<T> of(int racers, Racer<T> racer) {
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    CyclicBarrier start = new CyclicBarrier(racers);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return racer.run(number);
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> one : running) {
        answers.add(one.get());
      }
      return answers;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a racer fell", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many racers got true. */
  public static long winners(int racers, Racer<Boolean> racer) {
    return of(racers, racer).stream().filter(won -> won).count();
  }
}
