package dev.portcullis.attack;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many requests at once, of different users, of which some break off. */
final class Crowd {
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  private Crowd() {}

  /** What is wrong if four threads ask a hundred times who they are; empty if nothing is. */
  static String mixUp(Target target) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<String>> tasks =
          IntStream.range(0, THREADS)
              .mapToObj(first -> (Callable<String>) () -> askInTurns(target, first))
              .toList();
      StringBuilder wrong = new StringBuilder();
      for (Future<String> done : threads.invokeAll(tasks)) {
        wrong.append(done.get());
      }
      return wrong.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String askInTurns(Target target, int first) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      String wrong =
          switch ((first + round) % THREADS) {
            case 0 -> ask(target, "Authorization: Bearer {access}", "user=mamun.");
            case 1 -> ask(target, "Authorization: Token {admin-static}", "user=admin.");
            case 2 -> ask(target, "Accept: */*", "not provided");
            default -> breakOff(target);
          };
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return "";
  }

  private static String ask(Target target, String header, String wanted) throws IOException {
    RawAnswer answer = target.get("/who", header);
    return answer.text().contains(wanted) ? "" : header + " got\n" + answer;
  }

  private static String breakOff(Target target) throws IOException {
    String request =
        "POST "
            + target.context()
            + "/who HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nAuthorization: Token "
            + target.tokens().get("admin-static")
            + "\r\n\r\nand no more";
    try (Socket socket = new Socket(target.server().getHost(), target.server().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
    return "";
  }
}
