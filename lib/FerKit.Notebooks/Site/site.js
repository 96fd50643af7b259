// Draws the charts of a page and folds its code away on request.
document.addEventListener('DOMContentLoaded', function () {
  document.querySelectorAll('script[data-chart]').forEach(function (script) {
    var figure = JSON.parse(script.textContent);
    window.Plotly.newPlot(script.dataset.chart, figure.data, figure.layout, figure.config);
  });
  var toggle = document.getElementById('show-code');
  if (toggle) toggle.addEventListener('change', function () {
    document.body.classList.toggle('without-code', !toggle.checked);
  });
});
