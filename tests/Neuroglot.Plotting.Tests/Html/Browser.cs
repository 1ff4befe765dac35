using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Neuroglot.Plotting.Tests.Html;

/// <summary>A page in Chromium without a window, with a mouse; hears what the page writes to its console, and what it asks of the network.</summary>
internal sealed partial class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly string folder;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource patience = new(Patience);
    private string session = string.Empty;
    private int messages;

    private Browser(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Errors and warnings of the console, and exceptions.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What was asked of the network; the page itself and pictures within it are not among it.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Opens a page; null where there is no Chromium.</summary>
    public static async Task<Browser?> Open(string page)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        var path = Path.Combine(folder, "page.html");
        await File.WriteAllTextAsync(path, page);
        try
        {
            var process = Process.Start(new ProcessStartInfo(
                "chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", $"--user-data-dir={folder}", "--window-size=1000,800", "about:blank"])
            { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var browser = new Browser(process, folder);
            await browser.Connect(new Uri(path));
            return browser;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }
    }

    /// <summary>The value of an expression in the page, as text.</summary>
    public async Task<string> Evaluate(string expression)
    {
        var answer = await Call("Runtime.evaluate", new JsonObject { ["expression"] = $"String({expression})" });
        return answer["result"]?["value"]?.GetValue<string>() ?? string.Empty;
    }

    /// <summary>Moves the mouse to a point of the figure, in the figure's own points.</summary>
    public Task Move(double x, double y) => Mouse("mouseMoved", x, y);

    /// <summary>Turns the wheel there.</summary>
    public Task Wheel(double x, double y, double by) => Mouse("mouseWheel", x, y, ("deltaX", 0), ("deltaY", by));

    /// <summary>Drags from one point of the figure to another.</summary>
    public async Task Drag((double X, double Y) from, (double X, double Y) to)
    {
        await Mouse("mousePressed", from.X, from.Y, ("button", "left"), ("buttons", 1), ("clickCount", 1));
        await Mouse("mouseMoved", to.X, to.Y, ("button", "left"), ("buttons", 1));
        await Mouse("mouseReleased", to.X, to.Y, ("button", "left"), ("clickCount", 1));
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        socket.Dispose();
        patience.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Chromium writes to its folder to the last; the system empties the folder of temporary files.
        }
    }

    private async Task Connect(Uri page)
    {
        string? address = null;
        while (address is null && await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            address = Address().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        // What nobody reads would stop it in the end.
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        await socket.ConnectAsync(new Uri(address ?? throw new InvalidOperationException("Chromium says no address.")), patience.Token);
        var target = await Call("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await Call("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Runtime", "Log", "Network", "Page" })
            await Call($"{domain}.enable", []);
        await Call("Page.navigate", new JsonObject { ["url"] = page.AbsoluteUri });
        while (await Evaluate("document.readyState === 'complete' && location.protocol === 'file:'") != "true")
            await Task.Delay(20, patience.Token);
    }

    private async Task Mouse(string type, double x, double y, params (string Name, JsonNode Value)[] more)
    {
        var place = await Evaluate(string.Create(
            CultureInfo.InvariantCulture, $"(() => {{ const p = new DOMPoint({x}, {y}).matrixTransform(document.querySelector('svg').getScreenCTM()); return p.x + ' ' + p.y; }})()"));
        var numbers = place.Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var given = new JsonObject { ["type"] = type, ["x"] = numbers[0], ["y"] = numbers[1] };
        foreach (var (name, value) in more)
            given[name] = value;
        await Call("Input.dispatchMouseEvent", given);
        // What the page does at the next frame is done then.
        await Evaluate("0");
        await Task.Delay(100, patience.Token);
    }

    private async Task<JsonNode> Call(string method, JsonObject parameters)
    {
        var id = ++messages;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session.Length > 0)
            message["sessionId"] = session;
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            var answer = await Receive();
            if (answer["id"]?.GetValue<int>() == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
            Hear(answer);
        }
    }

    private void Hear(JsonNode heard)
    {
        var method = Text(heard, "method");
        var level = method == "Log.entryAdded" ? Text(heard, "params", "entry", "level") : Text(heard, "params", "type");
        if (method == "Runtime.exceptionThrown" || ((method is "Log.entryAdded" or "Runtime.consoleAPICalled") && (level is "error" or "warning")))
            Complaints.Add(heard.ToJsonString());
        if (method == "Network.requestWillBeSent" && Text(heard, "params", "request", "url") is { } url && !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal))
            Requests.Add(url);
    }

    private static string? Text(JsonNode heard, params string[] path)
    {
        JsonNode? node = heard;
        foreach (var name in path)
            node = node?[name];
        return node?.GetValue<string>();
    }

    private async Task<JsonNode> Receive()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    [GeneratedRegex(@"DevTools listening on (ws://\S+)")]
    private static partial Regex Address();
}
