using Actors.Webhooks;

namespace Actors.Tests.Webhooks;

public sealed class EndpointUrlTests
{
    [Theory]
    [InlineData("https://partner.example/hook", true, true)]
    [InlineData("https://partner.example:8443/hook?token=x", true, true)]
    [InlineData("http://partner.example/hook", false, true)]
    [InlineData("https://user:password@partner.example/", false, false)]
    [InlineData("ftp://partner.example/", false, false)]
    [InlineData("file:///etc/passwd", false, false)]
    [InlineData("/hook", false, false)]
    [InlineData("https://", false, false)]
    [InlineData("", false, false)]
    public void Only_https_without_credentials_unless_development(string url, bool strict, bool insecure)
    {
        (EndpointUrl.Parse(url, allowInsecure: false) is not null).ShouldBe(strict);
        (EndpointUrl.Parse(url, allowInsecure: true) is not null).ShouldBe(insecure);
    }

    [Theory]
    [InlineData("https://partner.example/hook", "https://partner.example/hook")]
    [InlineData("https://partner.example:8443/hook?token=x#y", "https://partner.example:8443/hook?…")]
    [InlineData("https://user:password@partner.example/", "https://partner.example/")]
    public void What_is_shown_holds_no_secrets(string url, string shown) => EndpointUrl.Show(new Uri(url)).ShouldBe(shown);
}
