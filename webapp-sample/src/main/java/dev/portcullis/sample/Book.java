package dev.portcullis.sample;

/** A title on the shelf, with its name in Bengali and the number of copies the library has. */
public record Book(
    int id, String title, String original, String author, int published, int copies) {}
