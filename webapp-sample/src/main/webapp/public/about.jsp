<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Escape" %>
<% String title = "About"; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>About the library</h1>
<p lang="bn">ঢাকার গ্রন্থাগার</p>
<p>
  One room above a tea stall in Nilkhet, with two tables, a fan, and six titles. Open from ten to
  eight, Fridays from three.
</p>
<p>Everybody may read this page. To see the catalogue, sign in.</p>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
