<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Escape" %>
<% String title = "Suggest a book"; String suggested = request.getMethod().equals("POST") ? request.getParameter("book") : null; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>Suggest a book</h1>
<% if (suggested != null) { %>
<p id="thanks">Thank you, <%= Escape.html(request.getRemoteUser()) %>. We will look for “<%= Escape.html(suggested) %>”.</p>
<% } %>
<form class="fields" method="post" action="suggest.jsp">
  <label for="book">Title</label>
  <input id="book" name="book" required>
  <button>Suggest</button>
</form>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
