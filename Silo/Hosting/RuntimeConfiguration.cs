using System.ComponentModel.DataAnnotations;
using Actors.Runtime.Hosting;
using Actors.Runtime.Turns;

namespace Actors.Hosting;

/// <summary>Reads and checks the bounds of the turn engine.</summary>
internal static class RuntimeConfiguration
{
    /// <exception cref="SiloStartException">A value is out of its range; the message names the key.</exception>
    public static RuntimeOptions Read(IConfigurationSection section)
    {
        RuntimeOptions options;
        try
        {
            options = section.Get<RuntimeOptions>() ?? new RuntimeOptions();
        }
        catch (InvalidOperationException error)
        {
            throw new SiloStartException(error.Message, error);
        }

        List<ValidationResult> faults = [];
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new SiloStartException($"{section.Path}: {string.Join(" ", faults.Select(fault => fault.ErrorMessage))}");
    }
}
