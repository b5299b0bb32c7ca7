package dev.portcullis.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order in which their keys are to be written. */
final class OrderedMap {
  private OrderedMap() {}

  static Map<String, Object> of(String key1, Object value1, String key2, Object value2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key1, value1);
    map.put(key2, value2);
    return map;
  }
}
