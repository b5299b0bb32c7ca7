<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Book, dev.portcullis.sample.Catalogue, dev.portcullis.sample.Escape" %>
<% String title = "Books"; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>Books</h1>
<table>
  <thead>
    <tr><th>Title</th><th>In Bengali</th><th>Author</th><th class="number">Year</th><th class="number">Copies</th></tr>
  </thead>
  <tbody>
<% for (Book book : Catalogue.of(application).books()) { %>
    <tr>
      <td><%= Escape.html(book.title()) %></td>
      <td lang="bn"><%= Escape.html(book.original()) %></td>
      <td><%= Escape.html(book.author()) %></td>
      <td class="number"><%= book.published() %></td>
      <td class="number"><%= book.copies() %></td>
    </tr>
<% } %>
  </tbody>
</table>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
