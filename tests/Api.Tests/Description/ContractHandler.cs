namespace Actors.Tests.Description;

/// <summary>
/// Stands between every test and the host: an answer that the description does not have fails the test that saw it. So no
/// status, code or field that any test ever meets is undocumented.
/// </summary>
internal sealed class ContractHandler(HttpMessageHandler host, Func<Task<Contract>> contract) : DelegatingHandler(host)
{
    private readonly Lazy<Task<Contract>> _contract = new(contract);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = (request.RequestUri!.IsAbsoluteUri ? request.RequestUri.AbsolutePath : request.RequestUri.OriginalString).Split('?')[0];
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        if (path == "/openapi.json" || (await _contract.Value).Find(request.Method.Method, path) is not { } operation
            || answer.Content.Headers.ContentEncoding.Count > 0) // the same was looked at in plain
        {
            return answer;
        }

        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        var described = await _contract.Value;
        string[] faults =
        [
            .. described.Faults(operation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), body),
            .. answer.IsSuccessStatusCode && sent is { Length: > 0 } ? described.Faults(operation, sent).Select(fault => "the host took what the description refuses: " + fault) : [],
        ];
        faults.ShouldBeEmpty($"{operation.Id} answered {(int)answer.StatusCode}, which is not as described. Mend the {{noun}}.openapi.json beside its routes.\n"
            + $"Sent: {sent}\nAnswered: {body}");
        return answer;
    }
}
