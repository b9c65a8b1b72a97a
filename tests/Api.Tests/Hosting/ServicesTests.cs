using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Hosting;

/// <summary>What a silo registers, and what it must not.</summary>
public sealed class ServicesTests(ActorsApplication application)
{
    [Fact]
    public void Nothing_is_protected_with_keys_of_this_machine() =>
        application.Services.GetService<IDataProtectionProvider>().ShouldBeNull();

    [Fact]
    public void A_log_message_has_a_number_of_its_own()
    {
        string[] assemblies = ["Actors.Api", "Actors.Runtime", "Actors.Silo"];
        assemblies.SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => type.Name == "EventIds")
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!))
            .GroupBy(number => number)
            .Where(group => group.Count() > 1)
            .ShouldBeEmpty();
    }
}
