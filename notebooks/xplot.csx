// Charts as XPlot's, for a kit that was built on the nuget backend: #load "setup.csx" and then #load "xplot.csx"; figure.ToXPlot()
// is the chart. Build it before: dotnet build lib/FerKit.Interactive -c Release -p:FerKitBackend=nuget
#r "../lib/FerKit.Interactive/bin/nuget/Release/net10.0/XPlot.Plotly.dll"
#r "../lib/FerKit.Interactive/bin/nuget/Release/net10.0/FerKit.Interactive.dll"

using FerKit.Interactive;
using XPlot.Plotly;

// Charts that are made with XPlot itself; those of the kit are shown anywhere.
if (Type.GetType("Microsoft.DotNet.Interactive.Formatting.Formatter, Microsoft.DotNet.Interactive.Formatting") != null)
    XPlotFormatter.Register();
