using Neuroglot.Benchmarks.Measuring;

namespace Neuroglot.Benchmarks.Events;

/// <summary>Synaptic events per second of the handlers of static synapses, beside plain loops.</summary>
internal static class QuickDelivery
{
    internal static void Run()
    {
        Console.WriteLine("million synaptic events per second, best of many");
        Console.WriteLine($"{"handler",-20} {"targets",8} {"loop",8} {"kernel",8}");
        foreach (var test in DeliveryCase.All())
        {
            var loop = 1e3 * test.Events / Best.Nanoseconds(test.Loop);
            var kernel = 1e3 * test.Events / Best.Nanoseconds(test.Deliver);
            Console.WriteLine($"{test.Name,-20} {test.Targets,8} {loop,8:F0} {kernel,8:F0}");
        }

        Console.WriteLine();
    }
}
