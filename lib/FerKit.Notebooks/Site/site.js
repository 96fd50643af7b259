// Draws the charts of a page, sets its equations and folds its code away on request.
document.addEventListener('DOMContentLoaded', function () {
  document.querySelectorAll('script[data-chart]').forEach(function (script) {
    var figure = JSON.parse(script.textContent);
    window.Plotly.newPlot(script.dataset.chart, figure.data, figure.layout, figure.config);
  });
  if (window.katex) document.querySelectorAll('.math').forEach(function (place) {
    var block = place.tagName === 'DIV', text = place.textContent.trim().replace(/^\\[\[(]/, '').replace(/\\[\])]$/, '');
    window.katex.render(text, place, { displayMode: block, throwOnError: false });
  });
  var toggle = document.getElementById('show-code');
  if (toggle) toggle.addEventListener('change', function () {
    document.body.classList.toggle('without-code', !toggle.checked);
  });
});
