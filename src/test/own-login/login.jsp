<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<!DOCTYPE html>
<html lang="en">
<title>Library of Dhaka</title>
<% if (!"".equals(request.getAttribute("portcullis.login.error"))) { %>
<p role="alert">That did not work. Please try again.</p>
<% } %>
<form method="post" action="${requestScope['portcullis.login.action']}">
  <input type="hidden" name="next"
         value="<%= ((String) request.getAttribute("portcullis.login.next")).replace("&", "&amp;") %>">
  <input name="username" autocomplete="username" aria-label="Username" required autofocus>
  <input name="password" type="password" autocomplete="current-password" aria-label="Password" required>
  <button>Sign in</button>
</form>
</html>
