package dev.portcullis.config;

import dev.portcullis.address.AddressRange;
import java.time.Duration;
import java.util.List;

/**
 * What is done against those who guess.
 *
 * @param lockout whether failed logins make wait
 * @param lockoutAfter how many may fail of one account from one address before they do
 * @param lockoutMax the longest wait
 * @param badTokenLimit how many bad tokens of one address are looked at in a minute; 0: all
 * @param trustedProxies who is believed about the address of a client
 * @param audit whether logins and their ends are written down
 */
public record DefenceSettings(
    boolean lockout,
    int lockoutAfter,
    Duration lockoutMax,
    int badTokenLimit,
    List<AddressRange> trustedProxies,
    boolean audit) {

  public DefenceSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
